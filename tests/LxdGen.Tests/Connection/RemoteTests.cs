using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Connections over HTTPS: who is let in, and what is said before anything is sent.</summary>
public sealed class RemoteTests : IDisposable
{
    private readonly X509Certificate2 _own = TlsServer.NewCertificate("me");

    public void Dispose() => _own.Dispose();

    [Theory]
    [InlineData("certificate")]
    [InlineData("fingerprint")]
    [InlineData("fingerprint as OpenSSL prints it")]
    [InlineData("both")]
    public async Task The_pinned_server_gets_the_request_and_the_client_certificate(string pin)
    {
        await using var server = await TlsServer.StartAsync();
        using var client = server.Connect(LxdCredential.FromCertificate(_own), Pinned(server, pin));

        Assert.Equal("p1", (await client.StoragePools.GetAsync("p1", Ct)).Name);

        Assert.Equal([new("GET /1.0/storage-pools/p1", "HTTP/1.1", TlsServer.FingerprintOf(_own), null)], server.Calls);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Another_server_than_the_pinned_one_gets_nothing_and_both_fingerprints_are_named(string method)
    {
        await using var server = await TlsServer.StartAsync();
        using var other = TlsServer.NewCertificate("other");
        using var client = server.Connect(LxdCredential.FromCertificate(_own), new() { ServerCertificate = other });
        var pool = client.StoragePools.Handle("p1");

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => method == "GET" ? pool.SyncAsync(Ct) : pool.DeleteAsync(Ct));

        Assert.Contains(server.Fingerprint, e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(TlsServer.FingerprintOf(other), e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("was not sent", e.Message, StringComparison.Ordinal);
        Assert.False(e.WriteMayHaveHappened);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Without_a_pin_a_server_that_the_system_does_not_trust_gets_nothing()
    {
        await using var server = await TlsServer.StartAsync();
        using var client = server.Connect(LxdCredential.FromCertificate(_own), new());

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => client.StoragePools.GetAsync("p1", Ct));

        Assert.Contains(server.Fingerprint, e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(nameof(LxdClientOptions.ServerFingerprint), e.Message, StringComparison.Ordinal);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task A_bearer_token_is_sent_and_shown_nowhere()
    {
        const string Secret = "s3cr3t-t0k3n";
        await using var server = await TlsServer.StartAsync(Reply.Error(403, "not authorized"));
        using var log = new LogCapture();
        var credential = LxdCredential.FromToken(Secret);
        using var client = server.Connect(credential, new() { ServerFingerprint = server.Fingerprint, LoggerFactory = log });

        var e = await Assert.ThrowsAsync<LxdForbiddenException>(() => client.StoragePools.GetAsync("p1", Ct));

        Assert.Equal(($"Bearer {Secret}", null), (Assert.Single(server.Calls).Authorization, server.Calls[0].Certificate));
        Assert.All([.. log.Entries.Select(entry => entry.Text), $"{e}", $"{credential}", $"{client}"], text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_names_the_certificate_and_its_dates()
    {
        await using var server = await TlsServer.StartAsync(Reply.Error(403, "not authorized"));
        using var expired = TlsServer.NewCertificate("me", until: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using var client = server.Connect(LxdCredential.FromCertificate(expired), new() { ServerFingerprint = server.Fingerprint });

        var e = await Assert.ThrowsAsync<LxdForbiddenException>(() => client.StoragePools.GetAsync("p1", Ct));

        Assert.Contains(TlsServer.FingerprintOf(expired), e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("2026-01-02 03:04:05Z", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_a_connection_error_that_says_where()
    {
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        using var client = LxdClient.Connect(new Uri($"https://127.0.0.1:{port}"), LxdCredential.FromCertificate(_own), new() { KnownServer = AnyServer.Instance });

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => client.StoragePools.Handle("p1").DeleteAsync(Ct));

        Assert.Contains($"127.0.0.1:{port}", e.Message, StringComparison.Ordinal);
        Assert.False(e.WriteMayHaveHappened);
    }

    [Fact]
    public async Task A_server_without_TLS_is_a_connection_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var client = LxdClient.Connect(new Uri($"https://127.0.0.1:{port}"), LxdCredential.FromCertificate(_own), new() { KnownServer = AnyServer.Instance });
        var sent = client.StoragePools.Handle("p1").DeleteAsync(Ct);
        using (var connection = await listener.AcceptTcpClientAsync(Ct))
            await connection.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Ct);

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => sent);

        Assert.False(e.WriteMayHaveHappened);
    }

    [Theory]
    [InlineData("https://lxd.example", "https://lxd.example:8443")]
    [InlineData("https://lxd.example/", "https://lxd.example:8443")]
    [InlineData("https://lxd.example:443/", "https://lxd.example")]
    [InlineData("https://LXD.example:9000", "https://lxd.example:9000")]
    [InlineData("https://[::1]", "https://[::1]:8443")]
    public void The_port_is_LXDs_where_none_is_named(string uri, string address)
    {
        using var client = LxdClient.Connect(new Uri(uri), LxdCredential.FromCertificate(_own));
        Assert.Equal($"LXD at {address}", client.ToString());
    }

    [Theory]
    [InlineData("http://lxd.example:8443")]
    [InlineData("unix:///var/lib/lxd/unix.socket")]
    [InlineData("https://lxd.example:8443/1.0")]
    [InlineData("https://lxd.example:8443?project=a")]
    [InlineData("https://user:password@lxd.example:8443")]
    public void Another_address_is_refused(string uri)
    {
        var e = Assert.Throws<ArgumentException>(() => LxdClient.Connect(new Uri(uri), LxdCredential.FromCertificate(_own)));
        Assert.Equal("uri", e.ParamName);
        Assert.DoesNotContain("password", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_would_do_nothing_or_contradict_each_other_are_refused()
    {
        var credential = LxdCredential.FromCertificate(_own);
        var uri = new Uri("https://lxd.example");
        Assert.Throws<ArgumentException>(() => LxdClient.Connect(uri, credential, new() { SocketPath = "/x" }));
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentException>(() => LxdClient.Connect(uri, credential, new() { Handler = handler }));
        Assert.Throws<ArgumentException>(() => LxdClient.Connect(uri, credential, new() { ServerCertificate = _own, ServerFingerprint = new string('0', 64) }));
        Assert.Throws<ArgumentException>(() => LxdClient.Connect(uri, credential, new() { ServerFingerprint = "8843d7f92416" }));
        Assert.Throws<ArgumentException>(() => LxdClient.Connect(uri, credential, new() { ServerFingerprint = "" }));
        Assert.Throws<ArgumentException>(() => LxdClient.ConnectLocal(new() { ServerCertificate = _own }));
    }

    private static LxdClientOptions Pinned(TlsServer server, string how) => how switch
    {
        "certificate" => new() { ServerCertificate = X509Certificate2.CreateFromPem(server.Certificate.ExportCertificatePem()) },
        "fingerprint" => new() { ServerFingerprint = server.Fingerprint.ToLowerInvariant() },
        "both" => new() { ServerCertificate = server.Certificate, ServerFingerprint = server.Fingerprint },
        _ => new() { ServerFingerprint = string.Join(':', server.Fingerprint.Chunk(2).Select(pair => new string(pair))) },
    };
}
