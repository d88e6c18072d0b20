using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with projects. Of those that are renamed, none has volumes: the real ones lose their folders.</summary>
internal static class ProjectSteps
{
    private const string Features = "\"features.images\":\"true\",\"features.profiles\":\"true\",\"features.storage.volumes\":\"true\"";

    private static readonly string[] Projects = ["pw", "pw", "px", "px", "py", "default", "nope"];
    private static readonly string[] Names = ["px", "px", "py", "py", "pw", "default", "", "a/b", "a b", "a_b", "*", "..", "a'b", "p%"];

    // One at a time, since LXD tells either of two that are wrong.
    private static readonly string[] Keys =
    [
        "\"user.a\":\"1\"", "\"user.b\":\"\"", "\"user.a\":null", "\"limits.disk\":\"12MiB\"", "\"limits.disk\":\"40MiB\"", "\"limits.disk\":\"1kB\"", "\"limits.disk\":\"\"", "\"limits.disk\":\"x\"", "\"limits.disk\":\"99EiB\"", "\"limits.memory\":\"1GiB\"", "\"limits.cpu\":\"2\"", "\"limits.cpu\":\"-1\"", "\"limits.instances\":\"4294967296\"",
        "\"restricted\":\"true\"", "\"restricted\":\"true\",\"restricted.snapshots\":\"allow\"", "\"restricted\":\"on\",\"restricted.backups\":\"allow\"", "\"restricted\":\"maybe\"", "\"restricted.backups\":\"x\"", "\"restricted.devices.nic\":\"full\"", "\"restricted.containers.privilege\":\"isolated\"", "\"restricted.devices.disk.paths\":\"/a,b\"", "\"restricted.idmap.uid\":\"1-2,5-3\"", "\"restricted.networks.subnets\":\"a:10.0.0.0/8\"", "\"restricted.networks.subnets\":\"a\"",
        "\"backups.compression_algorithm\":\"xz\"", "\"backups.compression_algorithm\":\"lz4\"", "\"backups.compression_algorithm\":\"\"", "\"images.auto_update_interval\":\"1.5\"", "\"images.remote_cache_expiry\":\"+5\"", "\"bogus\":\"1\"", "\"limits.disk.pool.w0\":\"1\"", "\"features.networks\":\"true\"", "\"features.networks\":\"false\"", "\"features.networks\":\"\"", "\"features.networks\":\"x\"",
    ];

    public static Step Next(Dice dice)
    {
        var project = dice.Of(Projects);
        var path = $"/1.0/projects/{project}";
        return dice.Next(13) switch
        {
            0 or 1 => dice.Send("POST", "/1.0/projects", Fields(("name", dice.Of("px", "py", "pw", "default")), ("description", dice.Description()), Dice.Config(dice.Of(null, Config(dice, project))))),
            2 => dice.Send("GET", $"/1.0/projects{dice.Of("", "?recursion=1")}"),
            3 => dice.Send("GET", $"{path}{dice.Of("", "", "/state", "/bogus")}"),
            4 or 5 or 6 => dice.Edit("PUT", path, Body(dice, project)),
            7 or 8 or 9 => dice.Edit("PATCH", path, Body(dice, project)),
            10 => dice.Send("POST", $"/1.0/projects/{dice.Of("px", "py", "px", "py", "default", "nope")}", Fields(("name", dice.Of(Names)))),
            11 => dice.Send("DELETE", $"/1.0/projects/{dice.Of("px", "py", "default", "nope")}"),
            _ => dice.Send(dice.Of("PUT", "PATCH", "POST"), path, dice.Of("", "null", "[]", "{\"config\":1}", "{\"config\":null}", "{\"description\":null}", "{\"Config\":{\"user.x\":\"1\"}}", "{\"DESCRIPTION\":\"d\"}", "{\"config\":{\"user.x\":1}}", "{\"name\":1}")),
        };
    }

    private static string Body(Dice dice, string project) => Fields(("description", dice.Description()), Dice.Config(dice.Of(null, "", Config(dice, project), Config(dice, project), Config(dice, project), Config(dice, project))));

    private static string Config(Dice dice, string project)
    {
        var features = project == "default" ? $"{Features},\"features.networks\":\"true\"" : dice.Next(6) > 0 ? Features : dice.Of(
            Features.Replace("volumes\":\"true", "volumes\":\"false", StringComparison.Ordinal), Features.Replace("volumes\":\"true", "volumes\":\"on", StringComparison.Ordinal), Features.Replace("profiles\":\"true", "profiles\":\"false", StringComparison.Ordinal), Features.Replace("profiles\":\"true", "profiles\":\"yes", StringComparison.Ordinal), Features.Replace("images\":\"true", "images\":\"", StringComparison.Ordinal), "");
        return $"{features},{dice.Of(Keys)}".TrimStart(',');
    }
}
