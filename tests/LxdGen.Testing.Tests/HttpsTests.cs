using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace LxdGen.Testing.Tests;

/// <summary>Servers on HTTPS. What a real one does there, too, the conformance tests ask of both.</summary>
public sealed class HttpsTests
{
    [Fact]
    public async Task It_is_found_at_the_same_address_by_the_same_certificate_after_a_restart()
    {
        using var certificate = NewCertificate();
        await using var server = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Ct);
        server.Trust(certificate);
        await using var client = server.Connect(LxdCredential.FromCertificate(certificate));
        await client.StoragePools.AllAsync(Ct);

        await server.RestartAsync(Ct);

        Assert.Empty(await client.StoragePools.AllAsync(Ct));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var first = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Ct);
        var port = first.HttpsUri!.Port;

        var e = await Assert.ThrowsAsync<IOException>(() => LxdEmulator.StartAsync(new() { HttpsPort = port }, Ct));

        Assert.Contains($"{port}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_HTTPS_a_credential_is_refused_with_what_to_set()
    {
        await using var server = await LxdEmulator.StartAsync(cancellationToken: Ct);

        var e = Assert.Throws<InvalidOperationException>(() => server.Connect(LxdCredential.FromToken("x")));

        Assert.Null(server.HttpsUri);
        Assert.Contains("HttpsPort", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.0.2", "password")]
    [InlineData("6.9", "password")]
    [InlineData("6.9", "trust_token")]
    public async Task A_token_lets_a_client_in_under_the_name_that_the_server_s_version_has_for_it(string version, string field)
    {
        using var certificate = NewCertificate();
        await using var server = await LxdEmulator.StartAsync(new() { HttpsPort = 0, Profile = version == "6.9" ? LxdProfile.Lxd6 : LxdProfile.Lxd50 }, Ct);
        await using var client = server.Connect(LxdCredential.FromCertificate(certificate));
        using var raw = new HttpClient(Handler(server, certificate)) { BaseAddress = server.HttpsUri };
        var token = await TokenAsync(server);

        using var joined = await raw.PostAsync(new Uri("/1.0/certificates", UriKind.Relative), Json(new() { ["type"] = "client", [field] = token }), Ct);

        Assert.Equal(HttpStatusCode.Created, joined.StatusCode);
        Assert.True((await client.GetServerAsync(Ct)).IsTrusted);
        Assert.Empty(await client.StoragePools.AllAsync(Ct));
    }

    [Fact]
    public async Task A_client_makes_it_listen_on_HTTPS_and_it_is_there_after_a_restart_too()
    {
        using var certificate = NewCertificate();
        await using var server = await LxdEmulator.StartAsync(cancellationToken: Ct);
        server.Trust(certificate);

        await ConfigureAsync(server, """{"core.https_address":"127.0.0.1:0"}""");
        await using var client = server.Connect(LxdCredential.FromCertificate(certificate));
        await client.StoragePools.AllAsync(Ct);
        await ConfigureAsync(server, $$"""{"core.https_address":"127.0.0.1:{{server.HttpsUri!.Port}}"}""");
        await server.RestartAsync(Ct);

        Assert.Empty(await client.StoragePools.AllAsync(Ct));
    }

    [Fact]
    public async Task A_connection_outlives_the_address_that_it_was_made_to()
    {
        using var certificate = NewCertificate();
        await using var server = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Ct);
        server.Trust(certificate);
        using var connected = new HttpClient(Handler(server, certificate)) { BaseAddress = server.HttpsUri };
        await connected.GetStringAsync(new Uri("/1.0/storage-pools", UriKind.Relative), Ct);

        await ConfigureAsync(server, """{"core.https_address":""}""");

        Assert.Null(server.HttpsUri);
        Assert.Contains("[]", await connected.GetStringAsync(new Uri("/1.0/storage-pools", UriKind.Relative), Ct), StringComparison.Ordinal);
        using var late = new HttpClient(Handler(server, certificate)) { BaseAddress = connected.BaseAddress };
        await Assert.ThrowsAsync<HttpRequestException>(() => late.GetStringAsync(new Uri("/1.0", UriKind.Relative), Ct));
    }

    [Theory]
    [InlineData("\"type\":\"client\",\"restricted\":true")]
    [InlineData("\"type\":\"metrics\"")]
    public async Task Certificates_that_are_not_for_all_are_those_of_LXD_5_0_alone(string kind)
    {
        using var certificate = NewCertificate();
        await using var server = await LxdEmulator.StartAsync(new() { Profile = LxdProfile.Lxd6 }, Ct);
        using var local = new RawClient(server.SocketPath);
        using var body = new StringContent($$"""{"certificate":"{{Convert.ToBase64String(certificate.RawData)}}",{{kind}}}""");

        using var reply = await local.Client.PostAsync(new Uri("/1.0/certificates", UriKind.Relative), body, Ct);

        Assert.Equal(HttpStatusCode.NotImplemented, reply.StatusCode);
    }

    private static async Task ConfigureAsync(LxdEmulator server, string config)
    {
        using var local = new RawClient(server.SocketPath);
        using var body = new StringContent($$"""{"config":{{config}}}""");
        using var reply = await local.Client.PatchAsync(new Uri("/1.0", UriKind.Relative), body, Ct);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    internal static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var now = DateTimeOffset.UtcNow;
        return new CertificateRequest("CN=someone", key, HashAlgorithmName.SHA384).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static async Task<string> TokenAsync(LxdEmulator server)
    {
        using var local = new RawClient(server.SocketPath);
        using var reply = await local.Client.PostAsync(new Uri("/1.0/certificates", UriKind.Relative), Json(new() { ["type"] = "client", ["name"] = "joiner", ["token"] = true }), Ct);
        var told = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Ct))!["metadata"]!["metadata"]!;
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject { ["client_name"] = "joiner", ["secret"] = $"{told["secret"]}" }.ToJsonString()));
    }

    private static SocketsHttpHandler Handler(LxdEmulator server, X509Certificate2 certificate) => new()
    {
        SslOptions = { ClientCertificates = [certificate], RemoteCertificateValidationCallback = (_, theirs, _, _) => server.Certificate.Equals(theirs) },
    };

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
