namespace LxdGen.Conformance.Differential;

/// <summary>A random walk of requests, the same for the same seed: right, on the border, and wrong.</summary>
internal sealed class Walk(int seed) : RandomWalk(seed)
{
    private static readonly string[] Pools = ["w0", "w0", "w0", "w1", "w1", "nope"];
    private static readonly string[] Volumes = ["a", "a", "a", "b", "b", "c d", "\u00fc", "nope"];
    private static readonly string[] Snapshots = ["s0", "s0", "s1", "snap0", "nope"];
    private static readonly string[] Backups = ["b0", "b0", "b1", "backup0", "nope"];
    private static readonly string[] Filters = ["name%20eq%20a", "name%20ne%20a", "description%20eq%20d1", "config.user.a%20eq%201", "name%20eq", "name", "bogus%20eq%20a", "not%20name%20eq%20A", "name%20eq%20a%20or%20name%20eq%20b", "name%20eq%20a%20and%20description%20eq%20d1", "name%20eq%20a%20and", "name%20eq%20.%2A"];

    public IReadOnlyList<Step> Take(int length)
    {
        List<Step> steps =
        [
            new(0, "POST", "/1.0/projects", Of(["""{"name":"pw"}""", """{"name":"pw","config":{"features.storage.volumes":"false"}}"""])),
            new(0, "POST", "/1.0/storage-pools", """{"name":"w0","driver":"dir"}"""),
            new(1, "POST", $"{PoolPath("w0")}/volumes/custom", """{"name":"a","description":"d0"}"""),
        ];
        while (steps.Count < length)
            steps.Add(NextStep());
        return steps;
    }

    private Step NextStep() => Next(100) switch
    {
        < 14 => OfPool(),
        < 26 => NewVolume(),
        < 52 => OfVolume(),
        < 60 => OfVolumeList(),
        < 80 => OfSnapshot(),
        < 92 => OfBackup(),
        _ => Odd(),
    };

    private Step OfPool()
    {
        var pool = Of(Pools);
        var path = PoolPath(pool);
        return Next(10) switch
        {
            0 or 1 => Send("POST", "/1.0/storage-pools", Json(("name", Of(["w0", "w1", "w1", "w 2", "", "a/b", "."])), ("driver", Of(["dir", "dir", "dir", "dir", "zz", ""])), ("description", Description()), Config(PoolConfig()))),
            2 => Send("GET", $"/1.0/storage-pools{Of(["", "?recursion=1", "?recursion=2", "?recursion=x", "?filter=x"])}"),
            3 => Send("GET", $"{path}{Of(["", "", "/resources"])}"),
            4 or 5 => Edit("PUT", path, Json(("description", Description()), Config($"{Of(["", $"\"source\":\"{{dir}}/storage-pools/{pool}\"", $"\"source\":\"{{dir}}/storage-pools/{pool}\""])}{Of(["", ",\"user.b\":\"2\"", ",\"rsync.bwlimit\":\"1MB\"", ",\"bogus\":\"1\""])}".TrimStart(',')))),
            6 or 7 => Edit("PATCH", path, Json(("description", Description()), Config(PoolConfig()))),
            8 => Send("DELETE", path),
            _ => Send("POST", path, "{}"),
        };
    }

    private Step NewVolume()
    {
        // The backup of a large block volume takes minutes.
        var isBlock = Next(6) == 0;
        var config = Config(isBlock ? Of(["\"size\":\"8MiB\"", "\"size\":\"8MiB\",\"user.a\":\"1\"", "\"size\":\"8MiB\",\"security.shifted\":\"true\""]) : VolumeConfig());
        var name = ("name", (string?)Of([.. Volumes, "", "x/y"]));
        var source = Next(4) switch
        {
            0 => ("source!", $$"""{"type":"copy","pool":"{{Of(Pools)}}","name":"{{Of([.. Volumes, "a/s0", ""])}}","volume_only":{{Of(["true", "false"])}},"refresh":{{Of(["true", "false", "false"])}}}"""),
            1 => ("source!", Of([null, "{}", """{"type":"bogus"}""", """{"type":"migration"}""", "1"])),
            _ => ("source!", (string?)null),
        };
        return Send("POST", $"{PoolPath(Of(Pools))}/volumes{Of(["/custom", "/custom", "/custom", "/custom", "/image", "/foo", ""])}", Json(name, ("description", Description()), ("content_type", isBlock ? "block" : Of([null, null, null, "iso"])), ("type", Of([null, "custom"])), source, config));
    }

    private Step OfVolume()
    {
        var path = VolumePath();
        return Next(12) switch
        {
            0 or 1 or 2 => Send("GET", path),
            3 or 4 => Edit("PUT", path, Json(("description", Description()), Config(VolumeConfig()), ("restore", Of([null, null, null, "s0", "s1"])))),
            5 or 6 => Edit("PATCH", path, Json(("description", Description()), Config(VolumeConfig()))),
            7 or 8 => Send("POST", path, Json(("name", Of([.. Volumes, "", "x/y"])), ("pool", Of([null, null, .. Pools])))),
            9 => Send("DELETE", path),
            10 => Send("GET", $"{path}/state"),
            _ => Send("GET", $"{PoolPath(Of(Pools))}/volumes/{Of(["custom", "image", "container", "foo"])}/{Of(["a", "a%2Fs0"])}"),
        };
    }

    private Step OfVolumeList() =>
        Send("GET", $"{PoolPath(Of(Pools))}/volumes{Of(["", "/custom", "/image", "/foo"])}?recursion={Of(["0", "1"])}{Of(["", "", "&project=nope", "&all-projects=true", $"&filter={Of(Filters)}", $"&filter={Of(Filters)}"])}");

    private Step OfSnapshot()
    {
        var all = $"{VolumePath()}/snapshots";
        var path = $"{all}/{Of(Snapshots)}";
        return Next(11) switch
        {
            0 or 1 or 2 => Send("POST", all, Json(("name", Of([null, .. Snapshots, "x y", "x/y"])), ("expires_at", Of([null, null, "2031-01-02T03:04:05Z", "0001-01-01T00:00:00Z", "2031-01-02T03:04:05.5+02:00"])))),
            3 => Send("GET", $"{all}{Of(["", "?recursion=1"])}"),
            4 or 5 => Send("GET", path),
            6 => Edit("PUT", path, Json(("description", Description()), ("expires_at", Of([null, "2031-01-02T03:04:05Z"])))),
            7 => Edit("PATCH", path, Json(("description", Description()), ("expires_at", Of([null, "2031-01-02T03:04:05Z"])))),
            8 => Send("POST", path, Json(("name", Of([.. Snapshots, "", "x/y"])))),
            _ => Send("DELETE", path),
        };
    }

    private Step OfBackup()
    {
        var all = $"{VolumePath()}/backups";
        var path = $"{all}/{Of(Backups)}";
        return Next(9) switch
        {
            0 or 1 or 2 => Send("POST", all, Json(("name", Of([null, .. Backups, "x/y"])), ("expires_at", Of([null, "2031-01-02T03:04:05Z"])), ("volume_only!", Of([null, "true"])), ("compression_algorithm", Of([null, "none", "gzip", "bogus"])))),
            3 => Send("GET", $"{all}{Of(["", "?recursion=1"])}"),
            4 or 5 => Send("GET", path),
            6 or 7 => Send("POST", path, Json(("name", Of([.. Backups, "x/y"])))),
            _ => Send("DELETE", path),
        };
    }

    private Step Odd() => Next(10) switch
    {
        0 => Send(Of(["POST", "PUT", "PATCH"]), Of(["/1.0/storage-pools", PoolPath("w0"), VolumePath(), $"{PoolPath("w0")}/volumes/custom"]), Of(["", "x", "[]", "{\"a\":", "null", "{\"name\":1}", "{\"config\":{\"a\":1}}", "{\"config\":1}", "{\"DESCRIPTION\":\"D\"}"])),
        1 => Send(Of(["PUT", "DELETE", "HEAD", "FOO", "OPTIONS", "PATCH"]), Of(["/1.0", "/1.0/storage-pools", $"{VolumePath()}/snapshots", "/1.0/operations"])),
        2 => Send("GET", Of(["/", "/1.0/", "/1.1", "/1.0/bogus", "//1.0", "/1.0/storage-pools/", "/1.0/storage-pools//volumes", "/1.0/cluster/members"])),
        3 => Send("GET", $"{VolumePath()}?target={Of(["none", "n9", ""])}"),
        4 => Send("GET", $"/1.0/operations/{Of(["x", "00000000-0000-0000-0000-000000000000"])}{Of(["", "/wait?timeout=1", "/wait?timeout=x"])}"),
        5 => Send("DELETE", "/1.0/operations/00000000-0000-0000-0000-000000000000"),
        6 => Send(Of(["GET", "POST"]), $"{PoolPath("w0")}/volumes/{Of(["image", "container", "foo"])}/x/{Of(["snapshots", "backups"])}", null),
        7 => Send("DELETE", $"{PoolPath("w0")}/volumes/custom/a%2Fs0"),
        8 => Send("GET", $"/1.0/projects{Of(["", "/default", "/nope"])}"),
        _ => Send("PUT", $"{PoolPath("w0")}/volumes/custom/a%2Fs0", "{}"),
    };

    protected override string Placed(string path) => path.Contains("/volumes", StringComparison.Ordinal) && !path.Contains("target=", StringComparison.Ordinal) && Next(5) == 0
        ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}project={Of(["pw", "pw", "pw", "nope"])}"
        : path;

    private string VolumePath() => $"{PoolPath(Of(Pools))}/volumes/custom/{Uri.EscapeDataString(Of(Volumes))}";

    private string? PoolConfig() => Of([null, "", "\"user.a\":\"1\"", "\"rsync.bwlimit\":\"10MB\"", "\"volume.size\":\"5MiB\"", "\"rsync.compression\":\"maybe\"", "\"volume.snapshots.expiry\":\"1d\"", "\"size\":\"1GiB\"", "\"volume.bogus\":\"1\"", "\"user.a\":null"]);

    private string? VolumeConfig() => Of([null, null, "", "\"user.a\":\"1\"", "\"user.a\":\"1\",\"user.b\":\"<&>\"", "\"size\":\"10MiB\"", "\"size\":\"abc\"", "\"bogus\":\"1\"", "\"user.a\":\"\"", "\"security.shifted\":\"true\"", "\"snapshots.schedule\":\"x\"", "\"snapshots.pattern\":\"p%d\""]);

}
