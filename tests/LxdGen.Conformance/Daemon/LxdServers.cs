using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace LxdGen.Conformance.Daemon;

/// <summary>Private daemons that listen on HTTPS on loopback and trust one client certificate, which is never written to a disk.</summary>
public sealed class LxdServers : IAsyncDisposable
{
    private readonly List<Server> _servers = [];

    private LxdServers()
    {
    }

    private sealed record Server(LxdDaemon Daemon, string Address, string Fingerprint);

    public IReadOnlyList<LxdDaemon> Daemons => [.. _servers.Select(server => server.Daemon)];

    /// <summary>The client certificate that all of them trust, with its key.</summary>
    public X509Certificate2 Certificate { get; } = NewCertificate();

    /// <summary>Starts so many daemons that know nothing of each other.</summary>
    public static Task<LxdServers> StartAsync(int count) => StartAsync(count, async (servers, daemon, address) =>
    {
        await ListenAsync(daemon, address);
        await servers.TrustAsync(daemon);
    });

    /// <summary>Starts a cluster of so many members, called n1, n2 and so on.</summary>
    public static Task<LxdServers> StartClusterAsync(int count) => StartAsync(count, async (servers, daemon, address) =>
    {
        if (servers._servers is [var first, ..])
        {
            await LxdCluster.JoinAsync(first.Daemon, first.Address, daemon, $"n{servers._servers.Count + 1}", address);
        }
        else
        {
            await ListenAsync(daemon, address);
            await LxdCluster.EnableAsync(daemon, "n1", address);
            await servers.TrustAsync(daemon);
        }
    });

    public Uri UriOf(int index) => new($"https://{_servers[index].Address}");

    public string FingerprintOf(int index) => _servers[index].Fingerprint;

    /// <summary>A client certificate as the lxc program makes them, with its key in memory.</summary>
    public static X509Certificate2 NewCertificate(DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var now = DateTimeOffset.UtcNow;
        return new CertificateRequest("CN=lxdgen", key, HashAlgorithmName.SHA384).CreateSelfSigned(now.AddDays(-2), until ?? now.AddDays(1));
    }

    public async ValueTask DisposeAsync()
    {
        Certificate.Dispose();
        await DisposeAsync(Daemons);
    }

    /// <summary>Lets a client certificate in.</summary>
    public static Task TrustAsync(LxdDaemon daemon, X509Certificate2 certificate) => daemon.SendAsync(HttpMethod.Post, "/1.0/certificates", new JsonObject
    {
        ["type"] = "client",
        ["name"] = "lxdgen",
        ["certificate"] = Convert.ToBase64String(certificate.RawData),
    });

    private static async Task<LxdServers> StartAsync(int count, Func<LxdServers, LxdDaemon, string, Task> setUp)
    {
        var servers = new LxdServers();
        var starts = Enumerable.Range(0, count).Select(_ => LxdDaemon.StartAsync(CancellationToken.None)).ToList();
        try
        {
            foreach (var daemon in await Task.WhenAll(starts))
            {
                var address = $"127.0.0.1:{FreePort()}";
                await setUp(servers, daemon, address);
                var server = await daemon.SendAsync(HttpMethod.Get, "/1.0");
                servers._servers.Add(new Server(daemon, address, $"{server["environment"]!["certificate_fingerprint"]}"));
            }

            return servers;
        }
        catch
        {
            await DisposeAsync(starts.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result));
            throw;
        }
    }

    private static async Task DisposeAsync(IEnumerable<LxdDaemon> daemons) =>
        await Task.WhenAll(daemons.Select(daemon => daemon.DisposeAsync().AsTask()));

    private static async Task ListenAsync(LxdDaemon daemon, string address) =>
        await daemon.SendAsync(HttpMethod.Patch, "/1.0", new JsonObject { ["config"] = new JsonObject { ["core.https_address"] = address } });

    private Task TrustAsync(LxdDaemon daemon) => TrustAsync(daemon, Certificate);

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
