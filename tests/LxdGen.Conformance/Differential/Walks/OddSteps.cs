using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>Methods, paths and queries that are wrong, and what else a server is asked.</summary>
internal static class OddSteps
{
    private const string NoOperation = "00000000-0000-0000-0000-000000000000";

    private static readonly string[] Paths = ["/", "/1.0/", "/1.1", "//", "//1.0", "/1.0//storage-pools", "/1.0/bogus", "/1.0/storage-pools/", "/1.0/storage-pools//volumes", "/1.0/storage-pools/w0/", "/1.0/storage-pools/w0/bogus", "/1.0/storage-pools/../storage-pools", "/1.0/STORAGE-POOLS", "/1.0/storage-pools/w0/buckets", "/1.0/storage-volumes", "/1.0/storage-pools%2Fw0", "/1.0/storage%2Dpools"];
    private static readonly string[] Recursions = ["", "0", "1", "2", "-1", "x", "01", "%2B1", "%201", "1.0", "true", "99999999999999999999", "1&recursion=0", "0&recursion=1", "1&x=%zz", "1&x=a;b"];
    private static readonly string[] Queries = ["project=nope&project=default", "project=default&project=nope", "project=nope&x=%zz", "project=nope;", "target=n9&x=%zz", "target=&target=n9", "project=n+p", "project=nop%65", "&&recursion=1", "recursion"];
    private static readonly string[] Timeouts = ["", "?timeout=0", "?timeout=1", "?timeout=x", "?timeout=", "?timeout=-1", "?timeout=1.5", "?timeout=%201", "?timeout=99999999999999999999", "?timeout=1&timeout=x"];
    private static readonly string[] Events = ["", "?type=", "?type=operation", "?type=bogus", "?type=operation,bogus", "?type=operation,", "?type=lifecycle&type=bogus", "?project=nope", "?project=nope&type=bogus", "?all-projects=true", "?all-projects=true&project=default", "?recursion=1"];

    private static readonly string[] Configs =
    [
        "", "{}", "null", "[]", "{\"config\":null}", "{\"config\":1}", "{\"config\":{\"user.x\":\"1\"}}", "{\"config\":{\"user.x\":\"\"}}", "{\"config\":{\"user.y\":\"<&>\"}}", "{\"config\":{\"user.x\":null}}", "{\"config\":{\"user.x\":1}}", "{\"config\":{\"user.x\":{}}}", "{\"config\":{\"user.x\":[]}}", "{\"config\":{\"user.x\":false}}",
        "{\"config\":{\"bogus\":\"1\"}}", "{\"config\":{\"bogus\":\"\"}}", "{\"config\":{\"core.https_address\":\"\"}}", "{\"config\":{\"core.proxy_http\":null}}", "{\"config\":{\"core.shutdown_timeout\":5}}", "{\"config\":{\"\":\"\"}}",
    ];

    private static readonly string[] Projects = ["", "a/b", "a_b", "a*b", "a'b", "a\\\"b", "a b", "*", ".", "..", "all", "default", "a_/ b", "'_", "_ "];

    public static Step Next(Dice dice) => dice.Next(13) switch
    {
        0 or 1 => dice.Send(dice.Of("PUT", "DELETE", "HEAD", "FOO", "OPTIONS", "PATCH", "TRACE"), dice.Of("/1.0/storage-pools", $"{dice.VolumePath()}/snapshots", $"{dice.VolumePath()}/backups", $"{dice.VolumePath()}/state", $"{dice.VolumePath()}/backups/b0/export", "/1.0/operations", "/1.0/events", $"{PoolPath("w0")}/resources")),
        2 => dice.Send(dice.Of("GET", "GET", "HEAD", "POST", "FOO", "OPTIONS"), dice.Of(Paths)),
        3 => dice.Send("GET", $"{dice.Of("/1.0/storage-pools", $"{PoolPath("w0")}/volumes", $"{PoolPath("w0")}/volumes/custom", $"{dice.VolumePath()}/snapshots", $"{dice.VolumePath()}/backups", "/1.0/projects")}?recursion={dice.Of(Recursions)}"),
        4 => dice.Send("GET", $"{dice.Of(dice.VolumePath(), $"{PoolPath("w0")}/volumes", $"{dice.VolumePath()}/snapshots")}?{dice.Of(Queries)}"),
        5 => dice.Send("GET", $"/1.0/operations/{Operation(dice)}{dice.Of("", "/wait", "/wait")}{dice.Of(Timeouts)}"),
        6 => dice.Send(dice.Of("DELETE", "PUT", "POST", "HEAD", "OPTIONS", "FOO"), $"/1.0/operations/{Operation(dice)}{dice.Of("", "", "/wait")}"),
        7 => dice.Send("GET", $"/1.0/events{dice.Of(Events)}"),
        8 => dice.Send(dice.Of("GET", "POST"), $"{PoolPath("w0")}/volumes/{dice.Of("image", "container", "foo")}/x/{dice.Of("snapshots", "backups", "state")}"),
        9 => dice.Send(dice.Of("DELETE", "PUT", "PATCH", "POST"), $"{PoolPath(dice.Of(dice.Pools))}/volumes/custom/a%2Fs0", dice.Of("{}", """{"name":"z"}""")),
        10 => dice.Edit(dice.Of("PUT", "PATCH"), $"/1.0{dice.Of("", "", "", "?target=none", "?target=n9")}", dice.Of(Configs)),
        11 => dice.Send("POST", "/1.0/projects", $$"""{"name":"{{dice.Of(Projects)}}"}"""),
        _ => dice.Send("GET", $"/1.0/projects{dice.Of("", "/default", "/nope", "/pw")}"),
    };

    private static string Operation(Dice dice) => dice.Of("{op}", "{op}", "x", NoOperation, "%20", "a%2Fb");
}
