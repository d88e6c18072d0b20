using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance.Differential;

/// <summary>A request to a server, by one of several clients.</summary>
/// <param name="Who">The client.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">
/// Path and query. In it and in the body, <c>{der}</c>, <c>{pem}</c> and <c>{fingerprint}</c> are those of the stranger, <c>{token}</c>, <c>{secret}</c> and
/// <c>{operation}</c> those of the token that was made last, <c>{etag}</c> the last one seen, <c>{address}</c> where the server listens, <c>{known}</c> the fingerprint of the client that is known.
/// </param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Match">What is sent as If-Match; null for nothing.</param>
internal sealed record Question(Who Who, string Method, string Path, string? Body = null, string? Match = null);

/// <summary>A client.</summary>
internal enum Who
{
    /// <summary>Who opens the socket.</summary>
    Local,

    /// <summary>Who has the certificate that is trusted.</summary>
    Known,

    /// <summary>Who has one that is not, or not yet, or not for all.</summary>
    Stranger,

    /// <summary>Who has none.</summary>
    Nobody,
}

/// <summary>Asks a server one thing after the other.</summary>
internal sealed partial class Interview : IDisposable
{
    private readonly IServerPair _pair;
    private readonly HttpClient[] _clients;
    private readonly Dictionary<string, string> _fill;

    /// <param name="pair">The first of these is asked.</param>
    /// <param name="stranger">The stranger's certificate, with its key.</param>
    public Interview(IServerPair pair, X509Certificate2 stranger)
    {
        _pair = pair;
        _clients = [LxdSocket.ClientFor(pair.SocketPathOf(0)), ClientOf(pair.Certificate), ClientOf(stranger), ClientOf(null)];
        _fill = new Dictionary<string, string>
        {
            ["{der}"] = Convert.ToBase64String(stranger.RawData),
            ["{pem}"] = stranger.ExportCertificatePem().ReplaceLineEndings("\\n"),
            ["{fingerprint}"] = stranger.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
            ["{start}"] = stranger.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()[..12],
            ["{address}"] = pair.UriOf(0).Authority,
            ["{known}"] = pair.Certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        };
    }

    /// <summary>Asks both, and fails where they answer differently.</summary>
    public static async Task AssertSameAsync(LxdPairFixture real, EmulatorPairFixture emulated, params IReadOnlyList<Question> questions)
    {
        using var stranger = LxdServers.NewCertificate();
        using var theirs = new Interview(await LxdPair.RequireAsync(real), stranger);
        using var ours = new Interview(emulated, stranger);
        var different = new List<string>();
        foreach (var question in questions)
        {
            var (their, our) = (await theirs.AskAsync(question), await ours.AskAsync(question));
            if (their != our)
                different.Add($"{question.Who}: {question.Method} {question.Path} {question.Body}\n  LXD:      {their}\n  emulator: {our}");
        }

        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task<string> AskAsync(Question question)
    {
        using var request = new HttpRequestMessage(new HttpMethod(question.Method), Fill(question.Path)) { Content = question.Body is null ? null : new StringContent(Fill(question.Body), Encoding.UTF8, "application/json") };
        if (question.Match is { } match)
            request.Headers.TryAddWithoutValidation("If-Match", Fill(match));
        try
        {
            using var response = await _clients[(int)question.Who].SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Remember(text);
            var etag = response.Headers.ETag?.Tag ?? "";
            if (etag.Length > 0)
                _fill["{etag}"] = etag;
            return $"{(int)response.StatusCode} {Normalize($"{response.Headers.Location}")} {(question.Path.Contains("{fingerprint}", StringComparison.Ordinal) ? etag : etag.Length)} {Normalize(text)} {await EndAsync(text)}";
        }
        catch (HttpRequestException e) when (e.InnerException is IOException or HttpIOException || e is { HttpRequestError: HttpRequestError.ResponseEnded })
        {
            return "no answer";
        }
    }

    private async Task<string> EndAsync(string text) => text.StartsWith('{') && JsonNode.Parse(text) is { } reply && reply["metadata"] is JsonObject metadata && $"{metadata["class"]}" == "task" && $"{reply["operation"]}" is { Length: > 0 } operation
        ? Normalize(await _clients[(int)Who.Local].GetStringAsync(new Uri($"{operation}/wait?timeout=30", UriKind.Relative), TestContext.Current.CancellationToken))
        : "";

    private HttpClient ClientOf(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, server, _, _) => string.Equals(server?.GetCertHashString(HashAlgorithmName.SHA256), _pair.FingerprintOf(0), StringComparison.OrdinalIgnoreCase) } };
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler) { BaseAddress = _pair.UriOf(0) };
    }

    private string Fill(string text) => _fill.Aggregate(text, (filled, value) => filled.Replace(value.Key, value.Value, StringComparison.Ordinal));

    private void Remember(string text)
    {
        if (text is not ['{', ..] || JsonNode.Parse(text)!["metadata"] is not JsonObject { } operation || operation["class"] is null || operation["metadata"]?["secret"] is not { } secret)
            return;
        var token = new JsonObject
        {
            ["client_name"] = $"{operation["metadata"]!["request"]!["name"]}",
            ["fingerprint"] = $"{operation["metadata"]!["fingerprint"]}",
            ["addresses"] = operation["metadata"]!["addresses"]!.DeepClone(),
            ["secret"] = $"{secret}",
            ["expires_at"] = "0001-01-01T00:00:00Z",
        };
        (_fill["{secret}"], _fill["{token}"], _fill["{operation}"]) = ($"{secret}", Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString())), $"/1.0/operations/{operation["id"]}");
    }

    private string Normalize(string text)
    {
        var named = text.Replace(_fill["{fingerprint}"], "STRANGER", StringComparison.Ordinal).Replace(_pair.UriOf(0).Authority, "ADDRESS", StringComparison.Ordinal);
        return Normalizer.Normalize(Varying().Replace(named, "~"), [Path.GetDirectoryName(_pair.SocketPathOf(0))!, new LxdEmulatorOptions().Directory]);
    }

    // Fingerprints, secrets, and the certificate that each pair has of its own.
    [GeneratedRegex("[0-9a-f]{64}|-----BEGIN CERTIFICATE.*?END CERTIFICATE-----")]
    private static partial Regex Varying();
}
