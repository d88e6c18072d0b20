using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential;

/// <summary>Who may do what over HTTPS, and how others are let in: asked of an emulator and of a real LXD, answer by answer.</summary>
/// <remarks>With servers of its own, for others let certificates in too.</remarks>
public sealed class TrustTests(LxdPairFixture real, EmulatorPairFixture emulated) : IClassFixture<LxdPairFixture>, IClassFixture<EmulatorPairFixture>
{
    private const string Theirs = "/1.0/certificates/{fingerprint}";

    private static readonly Question[] Strangers =
    [
        .. new[]
        {
            "GET /", "GET /1.0", "GET /1.0/storage-pools", "GET /1.0/nope", "GET /nope", "DELETE /1.0", "BREW /1.0/storage-pools", "PUT /1.0/storage-pools", "GET /1.0/operations", "GET /1.0/operations/x",
            "GET /1.0/operations/x/wait", "GET /1.0/operations/x/websocket", "GET /1.0/operations/x/websocket?secret=y", "DELETE /1.0/operations/x", "GET /1.0/certificates", "GET /1.0/events", "GET /1.0/storage-pools/p/volumes", "GET /1.0/projects",
        }.SelectMany(request => new[] { Who.Stranger, Who.Nobody }.Select(who => new Question(who, request.Split(' ')[0], request.Split(' ')[1]))),
        new(Who.Local, "GET", "/1.0/certificates"),
        new(Who.Local, "GET", "/1.0/certificates?recursion=1"),
        new(Who.Local, "PUT", "/1.0/certificates", "{}"),
        .. new[]
        {
            "", "{}", """{"type":"client"}""", """{"type":"bogus"}""", """{"type":"client","certificate":"!!"}""", """{"type":"client","certificate":"YWJj"}""", """{"type":"client","certificate":"{pem}"}""",
            """{"type":"bogus","certificate":"{der}"}""", """{"certificate":"{der}"}""", """{"token":true}""", """{"type":"server","token":true}""", """{"type":"client","token":true,"certificate":"YWJj"}""", """{"type":7}""", """{"token":"x"}""",
        }.Select(body => Add(Who.Local, body)),
        .. new[] { "", "{}", """{"token":true}""", """{"type":"client","token":true,"certificate":"x"}""", """{"type":"client","password":"x"}""", """{"type":"client","name":"x","token":true}""", """{"type":"client","certificate":"!!","password":"x"}""" }.Select(body => Add(Who.Stranger, body)),
        Add(Who.Known, """{"type":"client"}"""),
        Add(Who.Local, """{"type":"client","name":"joiner","token":true}"""),
        Add(Who.Stranger, """{"type":"client","password":"{secret}"}"""),
        Add(Who.Nobody, """{"type":"client","password":"{token}"}"""),
        Add(Who.Stranger, """{"type":"client","password":"{token}"}"""),
        Add(Who.Local, """{"type":"client","name":"","token":true}"""),
        Add(Who.Stranger, """{"type":"client","password":"{token}"}"""),
        new(Who.Local, "DELETE", "{operation}"),
        new(Who.Local, "DELETE", "{operation}"),
        Add(Who.Local, """{"type":"client","name":"joiner","token":true}"""),
        Add(Who.Stranger, """{"type":"server","password":"{token}","name":"mine"}"""),
        new(Who.Stranger, "GET", "/1.0/storage-pools"),
        Add(Who.Stranger, """{"type":"client","password":"{token}"}"""),
        new(Who.Local, "GET", "/1.0/certificates?recursion=1"),
        new(Who.Known, "GET", "/1.0/certificates/{fingerprint}"),
        new(Who.Known, "GET", "/1.0/certificates/nope"),
        new(Who.Known, "DELETE", "/1.0/certificates/nope"),
        new(Who.Stranger, "DELETE", "/1.0/certificates/{fingerprint}"),
        new(Who.Stranger, "GET", "/1.0/storage-pools"),
        Add(Who.Stranger, """{"type":"client","password":"{token}"}"""),
        Add(Who.Local, """{"type":"client","certificate":"{der}"}"""),
        Add(Who.Local, """{"type":"client","certificate":"{der}","name":"again"}"""),
        new(Who.Local, "GET", "/1.0/certificates/{fingerprint}"),
        new(Who.Local, "DELETE", "/1.0/certificates/{fingerprint}"),
    ];

    private static readonly Question[] Kinds =
    [
        new(Who.Local, "POST", "/1.0/projects", """{"name":"pz"}"""),
        new(Who.Local, "POST", "/1.0/projects", """{"name":"pa"}"""),
        .. new[]
        {
            "\"type\":\"server\"", "\"type\":\"metrics\",\"name\":\"m\"", "\"type\":\"client\",\"restricted\":true", "\"type\":\"client\",\"restricted\":true,\"projects\":[\"pa\",\"default\",\"pz\"]", "\"type\":\"client\",\"projects\":[\"default\"]", "\"type\":\"client\",\"projects\":[\"nope\"]",
            "\"type\":\"client\",\"restricted\":true,\"projects\":[\"default\",\"default\"]", "\"type\":\"client\",\"projects\":null", "\"type\":\"client\",\"projects\":\"x\"", "\"type\":\"client\",\"projects\":[1]", "\"type\":\"metrics\",\"restricted\":true,\"projects\":[\"default\"]", "\"type\":\"client\",\"restricted\":\"x\"",
            "\"type\":\"client\",\"projects\":[\"default\",null]", "\"type\":\"client\",\"projects\":[\"default\"],\"projects\":[null]", "\"type\":\"bogus\",\"certificate\":\"!!\"",
        }.SelectMany(fields => new Question[] { Add(Who.Local, $"{{\"certificate\":\"{{der}}\",{fields}}}"), new(Who.Local, "GET", Theirs), new(Who.Local, "DELETE", Theirs) }),
        .. new[] { "\"restricted\":true", "\"restricted\":true,\"projects\":[\"default\"]", "\"projects\":[\"nope\"]", "\"projects\":[\"pz\",\"pa\"]", "\"password\":\"zz\"" }.SelectMany(fields => new Question[]
        {
            Add(Who.Known, $"{{\"type\":\"client\",\"name\":\"joiner\",\"token\":true,{fields}}}"),
            Add(Who.Stranger, """{"type":"metrics","name":"mine","restricted":false,"projects":["default"],"password":"{token}"}"""),
            new(Who.Local, "GET", Theirs),
            new(Who.Local, "DELETE", Theirs),
        }),
        new(Who.Local, "DELETE", "/1.0/projects/pz"),
        new(Who.Local, "DELETE", "/1.0/projects/pa"),
    ];

    private static readonly Question[] Changes =
    [
        Add(Who.Local, """{"type":"client","name":"them<&>","certificate":"{der}"}"""),
        new(Who.Local, "GET", Theirs),
        new(Who.Local, "PATCH", Theirs, """{"name":"n1"}""", Match: "{etag}"),
        new(Who.Local, "PATCH", Theirs, """{"name":"n2"}""", Match: "{etag}"),
        new(Who.Local, "POST", "/1.0/projects", """{"name":"pz"}"""),
        new(Who.Local, "POST", "/1.0/projects", """{"name":"pa"}"""),
        .. new[] { "PUT", "PATCH" }.SelectMany(method => new[]
        {
            "", "{}", "null", "[]", "{\"name\":1}", "{\"name\":\"\"}", "{\"name\":\"n2\",\"type\":\"client\"}", "{\"type\":\"\"}", "{\"type\":\"metrics\"}", "{\"type\":\"client\",\"restricted\":true,\"projects\":[\"nope\"]}", "{\"type\":\"client\",\"restricted\":true,\"projects\":[\"pa\",\"default\",\"pz\"]}",
            "{\"projects\":[null,\"default\"]}", "{\"projects\":\"x\"}", "{\"projects\":[1]}", "{\"type\":\"client\",\"projects\":[\"pa\",\"pa\"]}", "{\"restricted\":null,\"projects\":null}", "{\"certificate\":1}", "{\"type\":\"client\",\"certificate\":\"\"}", "{\"type\":\"client\",\"certificate\":\"!!\"}", "{\"type\":\"client\",\"certificate\":\"{der}\"}",
            "{\"type\":\"client\",\"certificate\":\"-----BEGIN CERTIFICATE-----\\nYWJj\\n-----END CERTIFICATE-----\\n\"}", "{\"type\":\"client\",\"certificate\":\"{pem}\"}", "{\"type\":\"client\",\"certificate\":\"x{pem}\"}", "{\"type\":\"client\",\"certificate\":\"x\\n{pem}\"}", "{\"type\":\"client\",\"name\":\"b\",\"fingerprint\":\"x\"}",
        }.SelectMany(body => new Question[] { new(Who.Local, method, Theirs, body), new(Who.Local, "GET", Theirs) })),
        .. new[] { "{start}", "%25", "_", "nope", "{start}%25", "_______", "{fingerprint}0", "" }.SelectMany(found => new Question[]
        {
            new(Who.Known, "GET", $"/1.0/certificates/{found}"),
            new(Who.Known, "PATCH", $"/1.0/certificates/{found}", """{"name":"found"}""", Match: "x"),
            new(Who.Known, "PUT", $"/1.0/certificates/{found}", """{"type":"client","name":"found"}"""),
        }),
        new(Who.Local, "PATCH", Theirs, """{"projects":["pz","default"]}"""),
        new(Who.Local, "DELETE", "/1.0/projects/pz"),
        new(Who.Local, "GET", Theirs),
        new(Who.Local, "DELETE", "/1.0/projects/pa"),
        new(Who.Local, "DELETE", "/1.0/certificates/%25"),
        new(Who.Local, "DELETE", "/1.0/certificates/{start}"),
        new(Who.Local, "DELETE", Theirs),
    ];

    private static readonly Question[] Passwords =
    [
        new(Who.Local, "PATCH", "/1.0", """{"config":{"core.trust_password":"pw"}}"""),
        .. new[] { Who.Stranger, Who.Nobody }.SelectMany(who => new[]
        {
            "\"type\":\"client\"", "\"type\":\"client\",\"password\":\"\"", "\"type\":\"client\",\"password\":\"px\"", "\"type\":\"client\",\"password\":\"pw\"", "\"type\":\"metrics\",\"password\":\"pw\",\"name\":\"x\"", "\"type\":\"bogus\",\"password\":\"pw\"", "\"password\":\"pw\"", "\"type\":\"client\",\"password\":\"pw\",\"restricted\":true,\"projects\":[\"default\"]",
            "\"type\":\"client\",\"password\":\"pw\",\"projects\":[\"nope\"]", "\"type\":\"client\",\"password\":\"pw\",\"token\":true,\"name\":\"h\"", "\"type\":\"client\",\"password\":\"pw\",\"certificate\":\"{der}\"", "\"type\":\"client\",\"password\":\"pw\",\"certificate\":\"!!\"",
        }.SelectMany(fields => new Question[] { Add(who, $"{{{fields}}}"), new(Who.Local, "GET", Theirs), new(Who.Local, "DELETE", Theirs) })),
        new(Who.Local, "PATCH", "/1.0", """{"config":{"core.trust_password":"","core.remote_token_expiry":"5H"}}"""),
        Add(Who.Stranger, """{"type":"client","password":"pw"}"""),
        Add(Who.Local, """{"type":"client","name":"joiner","token":true}"""),
        Add(Who.Stranger, """{"type":"client","password":"{token}"}"""),
        new(Who.Local, "DELETE", Theirs),
        new(Who.Local, "PATCH", "/1.0", """{"config":{"core.remote_token_expiry":"0S"}}"""),
        Add(Who.Local, """{"type":"client","name":"joiner","token":true}"""),
        Add(Who.Stranger, """{"type":"client","password":"{token}"}"""),
        new(Who.Local, "GET", "{operation}"),
        new(Who.Local, "PATCH", "/1.0", """{"config":{"core.remote_token_expiry":""}}"""),
    ];

    [Fact]
    public Task Strangers_are_refused_and_let_in_as_by_the_real_server() => Interview.AssertSameAsync(real, emulated, Strangers);

    [Fact]
    public Task Certificates_are_of_the_types_and_for_the_projects_that_the_real_server_takes() => Interview.AssertSameAsync(real, emulated, Kinds);

    [Fact]
    public Task Trusted_certificates_are_found_and_changed_as_on_the_real_server() => Interview.AssertSameAsync(real, emulated, Changes);

    [Fact]
    public Task The_password_lets_strangers_in_and_tokens_expire_as_on_the_real_server() => Interview.AssertSameAsync(real, emulated, Passwords);

    private static Question Add(Who who, string body) => new(who, "POST", "/1.0/certificates", body);
}
