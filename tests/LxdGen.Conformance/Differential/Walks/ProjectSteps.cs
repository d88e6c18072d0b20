using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with projects. Of those that are renamed, none has volumes: the real ones lose their folders.</summary>
internal static class ProjectSteps
{
    private const string Features = "\"features.images\":\"true\",\"features.profiles\":\"true\",\"features.storage.volumes\":\"true\"";

    // The one that has volumes. Without any feature, they could be reached no more, not even to be removed.
    private const string Filled = "pw";

    private static readonly string[] Projects = [Filled, Filled, "px", "px", "py", "default", "nope"];
    private static readonly string[] Names = ["px", "px", "py", "py", "pw", "default", "", "a/b", "a b", "a_b", "*", "..", "a'b", "p%"];

    // One at a time, since LXD tells either of two that are wrong.
    private static readonly string[] Keys =
    [
        "\"user.a\":\"1\"", "\"user.b\":\"\"", "\"user.a\":null", "\"limits.disk\":\"12MiB\"", "\"limits.disk\":\"40MiB\"", "\"limits.disk\":\"1kB\"", "\"limits.disk\":\"\"", "\"limits.disk\":\"x\"", "\"limits.disk\":\"99EiB\"", "\"limits.memory\":\"1GiB\"", "\"limits.cpu\":\"2\"", "\"limits.cpu\":\"-1\"", "\"limits.instances\":\"4294967296\"",
        "\"restricted\":\"true\"", "\"restricted\":\"true\",\"restricted.snapshots\":\"allow\"", "\"restricted\":\"on\",\"restricted.backups\":\"allow\"", "\"restricted\":\"maybe\"", "\"restricted.backups\":\"x\"", "\"restricted.devices.nic\":\"full\"", "\"restricted.containers.privilege\":\"isolated\"", "\"restricted.devices.disk.paths\":\"/a,b\"", "\"restricted.idmap.uid\":\"1-2,5-3\"", "\"restricted.networks.subnets\":\"a:10.0.0.0/8\"", "\"restricted.networks.subnets\":\"a\"",
        "\"backups.compression_algorithm\":\"xz\"", "\"backups.compression_algorithm\":\"lz4\"", "\"backups.compression_algorithm\":\"\"", "\"images.auto_update_interval\":\"1.5\"", "\"images.remote_cache_expiry\":\"+5\"", "\"bogus\":\"1\"", "\"limits.disk.pool.w0\":\"1\"", "\"features.networks\":\"true\"", "\"features.networks\":\"false\"", "\"features.networks\":\"\"", "\"features.networks\":\"x\"",
    ];

    public static Step Next(Chance chance)
    {
        var project = chance.Of(Projects);
        var path = $"/1.0/projects/{project}";
        return chance.Next(13) switch
        {
            0 or 1 => chance.Send("POST", "/1.0/projects", Fields(("name", chance.Of("px", "py", "pw", "default")), ("description", chance.Description()), Chance.Config(chance.Of(null, Config(chance, project))))),
            2 => chance.Send("GET", $"/1.0/projects{chance.Of("", "?recursion=1")}"),
            3 => chance.Send("GET", $"{path}{chance.Of("", "", "/state", "/bogus")}"),
            4 or 5 or 6 => chance.Edit("PUT", path, Body(chance, project)),
            7 or 8 or 9 => chance.Edit("PATCH", path, Body(chance, project)),
            10 => chance.Send("POST", $"/1.0/projects/{chance.Of("px", "py", "px", "py", "default", "nope")}", Fields(("name", chance.Of(Names)))),
            11 => chance.Send("DELETE", $"/1.0/projects/{chance.Of("px", "py", "default", "nope")}"),
            _ => chance.Send(chance.Of("PUT", "PATCH", "POST"), $"/1.0/projects/{chance.Of(Projects.Where(other => other != Filled).ToArray())}", chance.Of("", "null", "[]", "{\"config\":1}", "{\"config\":null}", "{\"description\":null}", "{\"Config\":{\"user.x\":\"1\"}}", "{\"DESCRIPTION\":\"d\"}", "{\"config\":{\"user.x\":1}}", "{\"name\":1}")),
        };
    }

    private static string Body(Chance chance, string project)
    {
        var config = Config(chance, project);
        return Fields(("description", chance.Description()), Chance.Config(project == Filled ? config : chance.Of(null, "", config, config, config, config)));
    }

    private static string Config(Chance chance, string project)
    {
        var features = project == "default" ? $"{Features},\"features.networks\":\"true\"" : chance.Next(6) > 0 ? Features : chance.Of(
            Features.Replace("volumes\":\"true", "volumes\":\"false", StringComparison.Ordinal), Features.Replace("volumes\":\"true", "volumes\":\"on", StringComparison.Ordinal), Features.Replace("profiles\":\"true", "profiles\":\"false", StringComparison.Ordinal), Features.Replace("profiles\":\"true", "profiles\":\"yes", StringComparison.Ordinal), Features.Replace("images\":\"true", "images\":\"", StringComparison.Ordinal),
            project == Filled ? Features : "");
        return $"{features},{chance.Of(Keys)}".TrimStart(',');
    }
}
