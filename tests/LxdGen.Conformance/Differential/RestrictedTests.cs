using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential;

/// <summary>What clients may do that are restricted to projects, or of another type than most: every route is asked of an emulator and of a real LXD.</summary>
public sealed class RestrictedTests(LxdPairFixture real, EmulatorPairFixture emulated) : IClassFixture<LxdPairFixture>, IClassFixture<EmulatorPairFixture>
{
    private const string Theirs = "/1.0/certificates/{fingerprint}";
    private const string Pool = "/1.0/storage-pools/p0";
    private const string Volumes = $"{Pool}/volumes/custom";

    // The stranger may use two of these, if any.
    private static readonly string[] Queries = ["", "?project=mine", "?project=shared", "?project=other", "?project=nope", "?project=mine&x=%zz", "?all-projects=true", "?project=mine&all-projects=true", "?project=mine&recursion=1", "?project=other&target=n9"];

    private static readonly string[] Placed =
    [
        $"GET {Pool}", "GET /1.0/storage-pools", $"GET {Pool}/resources", "GET /1.0/storage-pools/nope", $"PUT {Pool} {{}}", $"PATCH {Pool} {{}}", "PUT /1.0/storage-pools/nope {}", $"DELETE {Pool}", "POST /1.0/storage-pools {\"name\":\"p7\",\"driver\":\"bogus\"}", "PUT /1.0/storage-pools {}", "BREW /1.0/storage-pools", "HEAD /1.0/storage-pools",
        $"GET {Pool}/volumes", $"GET {Volumes}", $"GET {Pool}/volumes/foo", "GET /1.0/storage-pools/nope/volumes", $"POST {Pool}/volumes {{\"name\":\"v\",\"type\":\"custom\"}}", $"POST {Volumes} {{\"name\":\"v\"}}", $"POST {Volumes} {{bad", $"POST {Pool}/volumes/foo {{}}",
        $"GET {Volumes}/v", $"GET {Volumes}/nope", "GET /1.0/storage-pools/nope/volumes/custom/v", $"GET {Pool}/volumes/foo/v", $"GET {Pool}/volumes/image/v", $"GET {Volumes}/v/state", $"PUT {Volumes}/v {{}}", $"PATCH {Volumes}/v {{\"description\":\"d\"}}", $"POST {Volumes}/v {{\"name\":\"v\"}}", $"DELETE {Volumes}/nope", $"DELETE {Volumes}/v%2Fs",
        $"GET {Volumes}/v/snapshots", $"POST {Volumes}/v/snapshots {{\"name\":\"s\"}}", $"GET {Volumes}/v/snapshots/s", $"PUT {Volumes}/v/snapshots/s {{}}", $"PATCH {Volumes}/v/snapshots/s {{}}", $"POST {Volumes}/v/snapshots/s {{\"name\":\"x/y\"}}", $"DELETE {Volumes}/v/snapshots/nope",
        $"GET {Volumes}/v/backups", $"POST {Volumes}/v/backups {{\"name\":\"x/y\"}}", $"GET {Volumes}/v/backups/b", $"POST {Volumes}/v/backups/b {{\"name\":\"x/y\"}}", $"DELETE {Volumes}/v/backups/nope", $"GET {Volumes}/v/backups/nope/export", $"GET {Pool}/buckets",
        "GET /1.0", "GET /1.0/projects", "GET /1.0/events", "GET /1.0/certificates", "GET /1.0/operations/x", "GET /1.0/cluster/members",
    ];

    private static readonly string[] Alone =
    [
        "GET /", "PUT /1.0 {\"config\":{\"user.r\":1}}", "GET /1.0", "PATCH /1.0 {\"config\":{\"user.r\":1}}", "DELETE /1.0", "GET /1.0/nope", "OPTIONS /1.0", "POST /1.0/projects {\"name\":\"mine\"}", "GET /1.0/projects/mine", "GET /1.0/projects/shared", "GET /1.0/projects/other", "GET /1.0/projects/default", "GET /1.0/projects/nope", "GET /1.0/projects/other?project=mine",
        "GET /1.0/projects?recursion=1", "DELETE /1.0/projects/nope", "GET /1.0/cluster/members/x", "DELETE /1.0/operations/x", "GET /1.0/operations/x/wait", "GET /1.0/operations/x/websocket", "GET /1.0/operations/x/websocket?secret=y",
        "GET /1.0/events?type=logging", "GET /1.0/events?type=lifecycle,logging", "GET /1.0/events?type=logging&project=nope", "GET /1.0/events?type=bogus,logging", "GET /1.0/events?type=logging,bogus", "GET /1.0/events?project=nope", "GET /1.0/certificates?recursion=1", "GET /1.0/certificates/nope", $"GET {Theirs}", "DELETE /1.0/certificates/nope",
        "POST /1.0/certificates", "POST /1.0/certificates {}", "POST /1.0/certificates {\"type\":\"bogus\"}", "POST /1.0/certificates {\"certificate\":\"x\"}", "POST /1.0/certificates {\"token\":true}", "POST /1.0/certificates {\"type\":\"client\",\"token\":true,\"name\":\"x\"}", "POST /1.0/certificates {\"type\":\"client\",\"token\":true,\"certificate\":\"x\"}",
    ];

    private static readonly string[] OfOthers =
    [
        $"POST {Volumes}?project=mine {{\"name\":\"c1\",\"source\":{{\"type\":\"copy\",\"pool\":\"p0\",\"name\":\"v\",\"project\":\"other\"}}}}", $"POST {Volumes}?project=mine {{\"name\":\"c2\",\"source\":{{\"type\":\"copy\",\"pool\":\"p0\",\"name\":\"v\",\"project\":\"default\"}}}}", $"POST {Volumes}?project=mine {{\"name\":\"c3\",\"source\":{{\"type\":\"copy\",\"pool\":\"p0\",\"name\":\"v\",\"project\":\"nope\"}}}}",
        $"POST {Volumes}/v?project=mine {{\"name\":\"w\",\"project\":\"other\"}}", $"POST {Volumes}/v?project=mine {{\"name\":\"w\",\"project\":\"nope\"}}", $"POST {Volumes}/v?project=mine {{\"migration\":true,\"name\":\"v\",\"project\":\"default\"}}", $"POST {Volumes}/v?project=mine {{\"name\":\"\",\"project\":\"other\"}}", $"POST {Volumes}/v?project=mine {{\"name\":1,\"project\":\"other\"}}",
        $"POST {Pool}/volumes/image/v?project=mine {{\"name\":\"x\",\"project\":\"other\"}}", $"POST /1.0/storage-pools/nope/volumes/custom/v?project=mine {{\"name\":\"x\",\"project\":\"other\"}}", $"POST {Volumes}/v%2Fs?project=mine {{\"name\":\"x\",\"project\":\"other\"}}", $"POST {Volumes}/v?project=mine {{\"name\":\"v2\",\"pool\":\"p0\",\"project\":\"shared\"}}", $"DELETE {Volumes}/v2?project=shared", $"GET {Volumes}?project=mine",
    ];

    private static readonly string[] OfCertificates =
    [
        "PUT {}", "PUT {\"name\":\"them\",\"type\":\"client\"}", "PUT {\"name\":\"them\",\"type\":\"client\",\"restricted\":true,\"projects\":[\"mine\",\"shared\"]}", "PUT {\"name\":\"them\",\"type\":\"client\",\"restricted\":true,\"projects\":[\"shared\",\"mine\"]}", "PUT {\"name\":\"them\",\"type\":\"client\",\"restricted\":true,\"projects\":[\"mine\",\"shared\"],\"certificate\":\"{pem}\"}", "PUT {\"type\":\"server\"}",
        "PATCH {}", "PATCH {\"name\":\"x\"}", "PATCH {\"restricted\":false}", "PATCH {\"type\":\"server\"}", "PATCH {\"projects\":[]}", "PATCH {\"projects\":[\"mine\"]}", "PATCH {\"projects\":[\"shared\",\"mine\"]}", "PATCH {\"projects\":[\"mine\",\"shared\",\"other\"]}", "PATCH {\"certificate\":\"x\"}", "PATCH {\"certificate\":\"\"}", "PATCH {\"certificate\":\"{pem}\"}", "PATCH {\"projects\":[\"mine\",\"other\"]}",
    ];

    private static readonly string[] OfTheKnown = ["PATCH {}", "PATCH {\"name\":\"x\"}", "PATCH {\"certificate\":\"x\"}", "PATCH {\"certificate\":\"{pem}\"}", "PUT {\"type\":\"client\",\"name\":\"lxdgen\"}", "PUT {\"type\":\"client\",\"name\":\"lxdgen\",\"certificate\":\"x\"}"];

    private static readonly string[] Projects = ["{\"name\":\"mine\"}", "{\"name\":\"shared\",\"config\":{\"features.storage.volumes\":\"false\"}}", "{\"name\":\"other\"}"];

    private static readonly string[] Made = ["c1", "c2", "v"];

    private static readonly string[] ProjectNames = ["mine", "shared", "other"];

    [Theory]
    [InlineData("\"type\":\"client\",\"restricted\":true,\"projects\":[\"mine\",\"shared\"]")]
    [InlineData("\"type\":\"client\",\"restricted\":true")]
    [InlineData("\"type\":\"client\",\"projects\":[\"mine\"]")]
    [InlineData("\"type\":\"server\",\"restricted\":true,\"projects\":[\"mine\"]")]
    [InlineData("\"type\":\"metrics\"")]
    public Task Every_route_lets_in_whom_the_real_server_lets_in(string kind) => Interview.AssertSameAsync(real, emulated,
    [
        .. Before(kind),
        .. Placed.SelectMany(request => Queries.Select(query => Ask(request, query))),
        .. Alone.Select(request => Ask(request)),
        .. After,
    ]);

    [Fact]
    public Task A_restricted_client_reaches_other_projects_where_it_does_on_the_real_server() => Interview.AssertSameAsync(real, emulated,
    [
        .. Before("\"type\":\"client\",\"restricted\":true,\"projects\":[\"mine\",\"shared\"]"),
        .. OfOthers.Select(request => Ask(request)),
        .. After,
    ]);

    [Fact]
    public Task A_restricted_client_changes_of_certificates_what_it_may_on_the_real_server() => Interview.AssertSameAsync(real, emulated,
    [
        .. Before("\"type\":\"client\",\"restricted\":true,\"projects\":[\"mine\",\"shared\"]"),
        .. OfCertificates.SelectMany(request => new[] { Ask(request.Replace(" ", $" {Theirs} ", StringComparison.Ordinal)), Ask($"GET {Theirs}") }),
        .. OfTheKnown.Select(request => Ask(request.Replace(" ", " /1.0/certificates/{known} ", StringComparison.Ordinal))),
        Ask($"GET {Volumes}/v?project=other"),
        .. After,
    ]);

    private static Question[] Before(string kind) =>
    [
        .. Projects.Select(project => new Question(Who.Local, "POST", "/1.0/projects", project)),
        new(Who.Local, "POST", "/1.0/certificates", $"{{\"name\":\"them\",\"certificate\":\"{{der}}\",{kind}}}"),
        new(Who.Local, "POST", "/1.0/storage-pools", """{"name":"empty","driver":"dir"}"""),
        new(Who.Stranger, "GET", "/1.0/storage-pools/empty"),
        new(Who.Local, "POST", "/1.0/storage-pools", """{"name":"p0","driver":"dir","description":"d","config":{"user.a":"1"}}"""),
        .. Places.SelectMany(project => new Question[] { new(Who.Local, "POST", $"{Volumes}{project}", """{"name":"v"}"""), new(Who.Local, "POST", $"{Volumes}/v/snapshots{project}", """{"name":"s"}"""), new(Who.Local, "POST", $"{Volumes}/v/backups{project}", """{"name":"b"}""") }),
    ];

    private static Question[] After =>
    [
        new(Who.Local, "PUT", "/1.0", """{"config":{"core.https_address":"{address}"}}"""),
        new(Who.Local, "DELETE", Theirs),
        .. Places.Reverse().SelectMany(project => Made.Select(name => new Question(Who.Local, "DELETE", $"{Volumes}/{name}{project}"))),
        new(Who.Local, "DELETE", Pool),
        new(Who.Local, "DELETE", "/1.0/storage-pools/empty"),
        .. ProjectNames.Select(project => new Question(Who.Local, "DELETE", $"/1.0/projects/{project}")),
    ];

    private static string[] Places => ["", "?project=mine", "?project=other"];

    private static Question Ask(string request, string query = "") => request.Split(' ', 3) switch
    {
        [var method, var path, var body] => new Question(Who.Stranger, method, $"{path}{query}", body),
        [var method, var path] => new Question(Who.Stranger, method, $"{path}{query}"),
        _ => throw new ArgumentException("No request.", nameof(request)),
    };
}
