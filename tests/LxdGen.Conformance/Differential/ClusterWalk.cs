using LxdGen.Conformance.Differential.Walks;

namespace LxdGen.Conformance.Differential;

/// <summary>A random walk on a cluster: pools that are announced and made, right and wrong, and volumes on members that are named or not.</summary>
internal sealed class ClusterWalk(int seed) : Chance(seed)
{
    private static readonly string[] Members = ["n1", "n2", "n3"];
    private static readonly string[] Pools = ["w0", "w0", "w0", "w1", "w1", "nope"];
    private static readonly string[] Volumes = ["a", "a", "a", "b", "b", "nope"];
    private static readonly string[] Snapshots = ["s0", "s0", "s1", "nope"];
    private static readonly string[] Backups = ["b0", "b0", "b1", "nope"];

    public IReadOnlyList<Step> Take(int length)
    {
        List<Step> steps =
        [
            new(0, "POST", "/1.0/projects", """{"name":"pw"}"""),
            .. NewPool("w0"),
            new(1, "POST", $"{PoolPath("w0")}/volumes/custom?target=n2", """{"name":"a","description":"d0"}"""),
        ];
        while (steps.Count < length)
            steps.AddRange(NextSteps());
        return steps;
    }

    protected override Match NextMatch() => Of(Match.None, Match.None, Match.LastSeen, Match.LastSeen, Match.LastSeen, Match.Never);

    protected override string Placed(string method, string path)
    {
        if (!path.Contains("target=", StringComparison.Ordinal) && Of(["", "", "", "n1", "n2", "n2", "n3", "n3", "n9", "none"]) is { Length: > 0 } member)
            path = With(path, $"target={member}");
        return path.Contains("/volumes", StringComparison.Ordinal) && Next(8) == 0 ? With(path, $"project={Of(["pw", "pw", "nope"])}") : path;
    }

    private IEnumerable<Step> NextSteps() => Next(100) switch
    {
        < 5 => NewPool(Of(["w1", "w0"])),
        < 30 => [OfPool()],
        < 45 => [NewVolume()],
        < 65 => [OfVolume()],
        < 72 => [Send("GET", $"{PoolPath(Of(Pools))}/volumes{Of(["", "/custom", "/foo"])}?recursion={Of(["0", "1"])}{Of(["", "", "&filter=location%20eq%20n2", "&filter=name"])}")],
        < 84 => [OfSnapshot()],
        < 92 => [OfBackup()],
        < 94 => [ProjectSteps.Next(this)],
        < 96 => [MemberSteps.Next(this)],
        < 98 => [ConfigSteps.NextOfMember(this, Of([null, null, "n2", "n2", "n3", "n1", "q"]))],
        _ => [Odd()],
    };

    private IEnumerable<Step> NewPool(string name)
    {
        // A member may refuse what it is to make.
        var broken = Of([null, null, null, "n1", "n3"]);
        foreach (var member in Members)
            yield return new(0, "POST", $"/1.0/storage-pools?target={member}", Fields(("name", name), ("driver", "dir"), Config(member == broken && name == "w1" ? "\"source\":\"/no/such\"" : null)));
        yield return Finish(name);
    }

    private Step Finish(string name) => new(0, "POST", "/1.0/storage-pools", Fields(("name", name), ("driver", Of(["dir", "dir", "dir", "btrfs"])), ("description", Description()), Config(Of([null, null, "", "\"volume.size\":\"5MiB\"", "\"user.a\":\"1\"", "\"source\":\"\"", "\"bogus\":\"1\""]))));

    private Step OfPool()
    {
        var pool = Of(Pools);
        var path = PoolPath(pool);
        return Next(12) switch
        {
            0 or 1 => Send("POST", "/1.0/storage-pools", Fields(("name", Of(["w0", "w1", "w1", "w2", "w 2", ""])), ("driver", Of(["dir", "dir", "dir", "zz"])), ("description", Description()), Config(Of([null, null, null, "\"source\":\"/no/such\"", "\"source\":\"\"", "\"size\":\"1\"", "\"user.a\":\"1\""])))),
            2 => Finish(Of(["w0", "w1", "w1", "w2"])),
            3 or 4 or 5 => Send("GET", $"{path}{Of(["", "", "/resources"])}"),
            6 => Send("GET", $"/1.0/storage-pools{Of(["", "?recursion=1"])}"),
            7 or 8 => EditPool("PUT", path, pool),
            9 or 10 => EditPool("PATCH", path, pool),
            _ => Send("DELETE", path),
        };
    }

    private Step EditPool(string method, string path, string pool)
    {
        // The source is the member's own.
        var member = Of([null, "n1", "n2", "n3"]);
        var source = $"\"source\":\"{{dir:{member ?? "n1"}}}/storage-pools/{pool}\"";
        var body = Fields(("description", Description()), Config(Of([null, "", source, source, $"{source},\"user.a\":\"1\"", "\"user.a\":\"1\"", "\"user.b\":\"2\"", "\"user.a\":\"\"", "\"bogus\":\"1\"", "\"volatile.initial_source\":\"x\""])));
        // The directory is in the member's ETag.
        return member is null ? Edit(method, path, body) with { Path = path } : Send(method, With(path, $"target={member}"), body);
    }

    private Step NewVolume()
    {
        var source = Next(3) switch
        {
            0 => $$"""{"type":"copy","pool":"{{Of(Pools)}}","name":"{{Of([.. Volumes, "a/s0"])}}","location":"{{Of(Members)}}","refresh":{{Of(["true", "false", "false"])}}}""",
            _ => null,
        };
        return Send("POST", $"{PoolPath(Of(Pools))}/volumes{Of(["/custom", "/custom", "/custom", "/image", ""])}", Fields(("name", Of([.. Volumes, ""])), ("description", Description()), ("type", Of([null, "custom"])), ("source!", source), Config(Of([null, null, "\"user.a\":\"1\"", "\"bogus\":\"1\""]))));
    }

    private Step OfVolume()
    {
        var path = VolumePath();
        return Next(11) switch
        {
            0 or 1 or 2 => Send("GET", path),
            3 => Edit("PUT", path, Fields(("description", Description()), Config(Of([null, "\"user.a\":\"1\""])), ("restore", Of([null, "s0"])))),
            4 => Edit("PATCH", path, Fields(("description", Description()), Config(Of([null, "\"user.b\":\"1\""])))),
            5 or 6 => Send("POST", path, Fields(("name", Of([.. Volumes, ""])), ("pool", Of([null, null, "w0", "w1", "nope"])), ("source!", Of([null, """{"location":"n1"}"""])))),
            7 => Send("DELETE", path),
            8 => Send("GET", $"{path}/state"),
            9 => Send(Of(["GET", "PUT", "PATCH", "POST", "DELETE"]), $"{path}%2F{Of(Snapshots)}", "{}"),
            _ => Send("GET", $"{PoolPath(Of(Pools))}/volumes/{Of(["image", "foo"])}/a"),
        };
    }

    private Step OfSnapshot()
    {
        var all = $"{VolumePath()}/snapshots";
        var path = $"{all}/{Of(Snapshots)}";
        return Next(10) switch
        {
            0 or 1 or 2 => Send("POST", all, Fields(("name", Of([null, .. Snapshots])))),
            3 => Send("GET", $"{all}{Of(["", "?recursion=1"])}"),
            4 or 5 => Send("GET", path),
            6 => Edit(Of(["PUT", "PATCH"]), path, Fields(("description", Description()))),
            7 => Send("POST", path, Fields(("name", Of([.. Snapshots, ""])))),
            _ => Send("DELETE", path),
        };
    }

    private Step OfBackup()
    {
        var all = $"{VolumePath()}/backups";
        var path = $"{all}/{Of(Backups)}";
        return Next(9) switch
        {
            0 or 1 or 2 => Send("POST", all, Fields(("name", Of([null, .. Backups, "x/y"])))),
            3 or 4 => Send("GET", $"{all}{Of(["", "?recursion=1"])}"),
            5 or 6 => Send("GET", path),
            7 => Send("POST", path, Fields(("name", Of([.. Backups, "x/y"])))),
            _ => Send("DELETE", path),
        };
    }

    private Step Odd() => Next(4) switch
    {
        0 => Send(Of(["POST", "PUT", "PATCH"]), Of(["/1.0/storage-pools", PoolPath("w0"), VolumePath(), $"{VolumePath()}/snapshots", $"{VolumePath()}/backups", $"{PoolPath("w0")}/volumes/custom"]), Of(["", "{\"a\":", "null", "{\"name\":1}", "{\"config\":1}"])),
        1 => Send("GET", $"/1.0/cluster/members{Of(["", "?recursion=1", "/n2", "/n9"])}"),
        2 => Send("GET", $"/1.0/projects{Of(["", "/default", "/pw"])}"),
        _ => Send("GET", $"/1.0/operations/{Of(["x", "00000000-0000-0000-0000-000000000000"])}"),
    };

    private string VolumePath() => $"{PoolPath(Of(Pools))}/volumes/custom/{Of(Volumes)}";
}
