using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential;

/// <summary>Who may do what over HTTPS, and how others are let in: asked of an emulator and of a real LXD, answer by answer.</summary>
/// <remarks>With servers of its own, for others let certificates in too.</remarks>
public sealed partial class TrustTests(LxdPairFixture real, EmulatorPairFixture emulated) : IClassFixture<LxdPairFixture>, IClassFixture<EmulatorPairFixture>
{
    // {der}, {pem} and {fingerprint} are those of the stranger; {token} and {secret} those of the token that was made last.
    private static readonly (Who Who, string Method, string Path, string? Body)[] Script =
    [
        .. new[]
        {
            "GET /", "GET /1.0", "GET /1.0/storage-pools", "GET /1.0/nope", "GET /nope", "DELETE /1.0", "BREW /1.0/storage-pools", "PUT /1.0/storage-pools", "GET /1.0/operations", "GET /1.0/operations/x",
            "GET /1.0/operations/x/wait", "GET /1.0/operations/x/websocket", "GET /1.0/operations/x/websocket?secret=y", "DELETE /1.0/operations/x", "GET /1.0/certificates", "GET /1.0/events", "GET /1.0/storage-pools/p/volumes", "GET /1.0/projects",
        }.SelectMany(request => new[] { Who.Stranger, Who.Nobody }.Select(who => (who, request.Split(' ')[0], request.Split(' ')[1], (string?)null))),
        (Who.Local, "GET", "/1.0/certificates", null),
        (Who.Local, "GET", "/1.0/certificates?recursion=1", null),
        (Who.Local, "PUT", "/1.0/certificates", "{}"),
        .. new[]
        {
            "", "{}", """{"type":"client"}""", """{"type":"bogus"}""", """{"type":"client","certificate":"!!"}""", """{"type":"client","certificate":"YWJj"}""", """{"type":"client","certificate":"{pem}"}""",
            """{"type":"bogus","certificate":"{der}"}""", """{"certificate":"{der}"}""", """{"token":true}""", """{"type":"server","token":true}""", """{"type":"client","token":true,"certificate":"YWJj"}""", """{"type":7}""", """{"token":"x"}""",
        }.Select(body => (Who.Local, "POST", "/1.0/certificates", (string?)body)),
        .. new[] { "", "{}", """{"type":"client","password":"x"}""", """{"type":"client","name":"x","token":true}""", """{"type":"client","certificate":"!!","password":"x"}""" }.Select(body => (Who.Stranger, "POST", "/1.0/certificates", (string?)body)),
        (Who.Known, "POST", "/1.0/certificates", """{"type":"client"}"""),
        (Who.Local, "POST", "/1.0/certificates", """{"type":"client","name":"joiner","token":true}"""),
        (Who.Stranger, "POST", "/1.0/certificates", """{"type":"client","password":"{secret}"}"""),
        (Who.Nobody, "POST", "/1.0/certificates", """{"type":"client","password":"{token}"}"""),
        (Who.Stranger, "POST", "/1.0/certificates", """{"type":"client","password":"{token}"}"""),
        (Who.Local, "POST", "/1.0/certificates", """{"type":"client","name":"","token":true}"""),
        (Who.Stranger, "POST", "/1.0/certificates", """{"type":"client","password":"{token}"}"""),
        (Who.Local, "DELETE", "{operation}", null),
        (Who.Local, "DELETE", "{operation}", null),
        (Who.Local, "POST", "/1.0/certificates", """{"type":"client","name":"joiner","token":true}"""),
        (Who.Stranger, "POST", "/1.0/certificates", """{"type":"server","password":"{token}","name":"mine"}"""),
        (Who.Stranger, "GET", "/1.0/storage-pools", null),
        (Who.Stranger, "POST", "/1.0/certificates", """{"type":"client","password":"{token}"}"""),
        (Who.Local, "GET", "/1.0/certificates?recursion=1", null),
        (Who.Known, "GET", "/1.0/certificates/{fingerprint}", null),
        (Who.Known, "GET", "/1.0/certificates/nope", null),
        (Who.Known, "DELETE", "/1.0/certificates/nope", null),
        (Who.Stranger, "DELETE", "/1.0/certificates/{fingerprint}", null),
        (Who.Stranger, "GET", "/1.0/storage-pools", null),
        (Who.Stranger, "POST", "/1.0/certificates", """{"type":"client","password":"{token}"}"""),
        (Who.Local, "POST", "/1.0/certificates", """{"type":"client","certificate":"{der}"}"""),
        (Who.Local, "POST", "/1.0/certificates", """{"type":"client","certificate":"{der}","name":"again"}"""),
        (Who.Local, "GET", "/1.0/certificates/{fingerprint}", null),
        (Who.Local, "DELETE", "/1.0/certificates/{fingerprint}", null),
    ];

    private enum Who
    {
        /// <summary>Who opens the socket.</summary>
        Local,

        /// <summary>Who has the certificate that is trusted.</summary>
        Known,

        /// <summary>Who has one that is not, or not yet.</summary>
        Stranger,

        /// <summary>Who has none.</summary>
        Nobody,
    }

    [Fact]
    public async Task Strangers_are_refused_and_let_in_as_by_the_real_server()
    {
        using var stranger = LxdServers.NewCertificate();
        var theirs = await AskAllAsync(await LxdPair.RequireAsync(real), stranger);
        var ours = await AskAllAsync(emulated, stranger);

        Assert.Equal(theirs, ours);
    }

    private static async Task<IReadOnlyList<string>> AskAllAsync(IServerPair pair, X509Certificate2 stranger)
    {
        using var local = LxdSocket.ClientFor(pair.SocketPathOf(0));
        using var known = ClientOf(pair, pair.Certificate);
        using var strange = ClientOf(pair, stranger);
        using var nobody = ClientOf(pair, null);
        HttpClient[] clients = [local, known, strange, nobody];
        var fill = new Dictionary<string, string>
        {
            ["{der}"] = Convert.ToBase64String(stranger.RawData),
            ["{pem}"] = stranger.ExportCertificatePem().ReplaceLineEndings("\\n"),
            ["{fingerprint}"] = stranger.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        };
        var answers = new List<string>();
        foreach (var (who, method, path, body) in Script)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Fill(path, fill)) { Content = body is null ? null : new StringContent(Fill(body, fill), Encoding.UTF8, "application/json") };
            using var response = await clients[(int)who].SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Remember(text, fill);
            answers.Add($"{who}: {method} {path} {body}\n    {(int)response.StatusCode} {Normalize($"{response.Headers.Location}", pair, fill["{fingerprint}"])} {Normalize(text, pair, fill["{fingerprint}"])}");
        }

        return answers;
    }

    private static HttpClient ClientOf(IServerPair pair, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, server, _, _) => string.Equals(server?.GetCertHashString(HashAlgorithmName.SHA256), pair.FingerprintOf(0), StringComparison.OrdinalIgnoreCase) } };
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler) { BaseAddress = pair.UriOf(0) };
    }

    private static string Fill(string text, Dictionary<string, string> values) => values.Aggregate(text, (filled, value) => filled.Replace(value.Key, value.Value, StringComparison.Ordinal));

    private static void Remember(string text, Dictionary<string, string> fill)
    {
        if (text is not ['{', ..] || JsonNode.Parse(text)!["metadata"] is not JsonObject { } operation || operation["metadata"]?["secret"] is not { } secret)
            return;
        var token = new JsonObject
        {
            ["client_name"] = $"{operation["metadata"]!["request"]!["name"]}",
            ["fingerprint"] = $"{operation["metadata"]!["fingerprint"]}",
            ["addresses"] = operation["metadata"]!["addresses"]!.DeepClone(),
            ["secret"] = $"{secret}",
            ["expires_at"] = "0001-01-01T00:00:00Z",
        };
        (fill["{secret}"], fill["{token}"], fill["{operation}"]) = ($"{secret}", Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString())), $"/1.0/operations/{operation["id"]}");
    }

    private static string Normalize(string text, IServerPair pair, string stranger)
    {
        var named = text.Replace(stranger, "STRANGER", StringComparison.Ordinal).Replace(pair.UriOf(0).Authority, "ADDRESS", StringComparison.Ordinal);
        return Normalizer.Normalize(Varying().Replace(named, "~"), []);
    }

    // Fingerprints, secrets, and the certificate that each pair has of its own.
    [GeneratedRegex("[0-9a-f]{64}|-----BEGIN CERTIFICATE.*?END CERTIFICATE-----")]
    private static partial Regex Varying();
}
