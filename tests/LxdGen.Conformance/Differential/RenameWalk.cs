using LxdGen.Conformance.Differential.Walks;

namespace LxdGen.Conformance.Differential;

/// <summary>A random walk with a project that is renamed to and fro with volumes in it, and what is done with those then: LXD leaves their folders where they were, where others may come to.</summary>
internal sealed class RenameWalk(int seed) : Chance(seed)
{
    private static readonly string[] Volumes = ["a", "b", "b", "c"];
    private static readonly string[] Snapshots = ["s0", "s0", "s1"];

    private (string Now, string Then) _project = ("pw", "px");

    public IReadOnlyList<Step> Take(int length)
    {
        List<Step> steps = [Project("pw")];
        foreach (var (pool, driver) in new[] { ("w0", "dir"), ("w1", "dir"), ("wb", "btrfs"), ("wc", "btrfs") })
            steps.AddRange([new(0, "POST", "/1.0/storage-pools", Fields(("name", pool), ("driver", driver), Config(driver == "dir" ? null : "\"size\":\"256MiB\""))), .. Filled(pool)]);
        while (steps.Count < length)
            steps.Add(Next(5) == 0 ? Rename() : Work());
        return steps;
    }

    protected override Match NextMatch() => Match.None;

    protected override string Placed(string method, string path) =>
        path.Contains("/volumes", StringComparison.Ordinal) ? With(path, $"project={Of(_project.Now, _project.Now, _project.Now, _project.Then)}") : path;

    private static Step Project(string name) => new(0, "POST", "/1.0/projects", Fields(("name", name)));

    private static IEnumerable<Step> Filled(string pool) =>
    [
        new(0, "POST", $"{PoolPath(pool)}/volumes/custom?project=pw", """{"name":"a","content_type":"block","config":{"size":"1MiB"}}"""),
        new(0, "POST", $"{PoolPath(pool)}/volumes/custom?project=pw") { Upload = Upload.WithSnapshot, ContentType = "application/octet-stream", Header = ("X-LXD-name", "b") },
    ];

    private Step Rename()
    {
        var (now, then) = _project;
        switch (Next(8))
        {
            case 0:
                return Project(then);
            case 1:
                return Send("DELETE", $"/1.0/projects/{Of(now, then, then, then)}");
            default:
                _project = (then, now);
                return Send("POST", $"/1.0/projects/{now}", Fields(("name", then)));
        }
    }

    private Step Work()
    {
        var volume = $"{PoolPath(Pool())}/volumes/custom/{Of(Volumes)}";
        return Next(14) switch
        {
            0 => Send("POST", $"{volume}/snapshots", Fields(("name", Of(Snapshots)))),
            1 => Send("POST", $"{volume}/backups", Fields(("name", Of("b0", "b1")), ("volume_only!", Of("true", "false")), ("optimized_storage!", Of("true", "false")))),
            2 => Send("GET", $"{volume}/backups/{Of("b0", "b1")}/export"),
            3 => Send("DELETE", $"{volume}{Of("", "/backups/b0", $"/snapshots/{Of(Snapshots)}")}"),
            4 => Send("PATCH", volume, Fields(Config($"\"size\":\"{Of("1MiB", "2MiB", "30MiB")}\""))),
            5 => Send("PUT", volume, Fields(("restore", Of(Snapshots)))),
            6 => Send("POST", $"{volume}{Of("", $"/snapshots/{Of(Snapshots)}", "/backups/b0")}", Fields(("name", Of("a", "b", "c", "s1", "b1")))),
            7 or 8 => Send("POST", volume, Fields(("name", Of(Volumes)), ("pool", Pool()), ("project", Of(null, _project.Now, "default")))),
            9 => Send("POST", $"{PoolPath(Pool())}/volumes/custom", Fields([("name", Of(Volumes)), .. Of<IEnumerable<(string, string?)>>([], [("content_type", "block"), Config("\"size\":\"1MiB\"")])])),
            10 => Send("GET", $"{volume}{Of("/state", "/snapshots", "/backups")}"),
            _ => Send("POST", $"{PoolPath(Pool())}/volumes/custom", Fields(("name", Of(Volumes)), ("source!", Fields(
                ("type", "copy"), ("pool", Pool()), ("name", Of("a", "b", "c", "b/s0")), ("refresh!", Of("true", "false")), ("volume_only!", Of("true", "false")))))),
        };
    }

    private string Pool() => Of("w0", "w0", "w1", "wb", "wb", "wc");
}
