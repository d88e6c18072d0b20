using System.Net;
using System.Net.Sockets;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential;

/// <summary>The address in the server's own config: it listens there on both, and says why it does not.</summary>
public sealed class ServerConfigTests(LxdPairFixture real, EmulatorPairFixture emulated) : IClassFixture<LxdPairFixture>, IClassFixture<EmulatorPairFixture>
{
    private const string Address = "core.https_address";

    private static readonly string[] Refused = ["nope:1", "::1:18444", "127.0.0.1:1:2", "127.0.0.1 :1", " ", "0:1", "*:1", "http://127.0.0.1:1", "127.0.0.01:1", "127.1:1", "127.0.0.1:x", "127.0.0.1:99999", "127.0.0.1:-1", "127.0.0.1:1/x", "192.0.2.77:1", "[::1]:x"];

    [Fact]
    public async Task A_server_listens_where_its_config_says() => Assert.Equal(await MoveAsync(await LxdPair.RequireAsync(real)), await MoveAsync(emulated));

    [Fact]
    public Task Addresses_that_are_none_are_refused_as_by_the_real_server() => Interview.AssertSameAsync(real, emulated,
    [
        .. Refused
            .SelectMany(address => new Question[] { new(Who.Local, "PATCH", "/1.0", $$$"""{"config":{"{{{Address}}}":"{{{address}}}"}}"""), new(Who.Local, "GET", "/1.0") }),
        new(Who.Local, "PATCH", "/1.0", $$$"""{"config":{"{{{Address}}}":"{address}"}}"""),
        new(Who.Known, "GET", "/1.0/storage-pools"),
    ]);

    private static async Task<IReadOnlyList<string>> MoveAsync(IServerPair pair)
    {
        using var local = LxdSocket.ClientFor(pair.SocketPathOf(1));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (first, other, busy) = (pair.UriOf(1).Port, FreePort(), ((IPEndPoint)taken.LocalEndpoint).Port);
        var seen = new List<string>();
        foreach (var (method, port) in new (string, int?)[] { ("PATCH", other), ("PATCH", busy), ("PATCH", busy), ("PUT", null), ("PATCH", busy), ("PATCH", null), ("PATCH", first) })
        {
            var config = port is null ? method == "PUT" ? "" : $"\"{Address}\":\"\"" : $"\"{Address}\":\"127.0.0.1:{port}\"";
            using var request = new HttpRequestMessage(new HttpMethod(method), "/1.0") { Content = new StringContent($"{{\"config\":{{{config}}}}}") };
            using var response = await local.SendAsync(request, TestContext.Current.CancellationToken);
            var reply = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
            var server = await local.GetStringAsync(new Uri("/1.0", UriKind.Relative), TestContext.Current.CancellationToken);
            var says = new[] { (first, "first"), (other, "other"), (busy, "busy") }.Where(known => server.Contains($"\"{Address}\":\"127.0.0.1:{known.Item1}\"", StringComparison.Ordinal) && server.Contains($"\"addresses\":[\"127.0.0.1:{known.Item1}\"]", StringComparison.Ordinal));
            seen.Add($"{method} {reply.Replace($"{busy}", "BUSY", StringComparison.Ordinal)} config: {string.Join(' ', says.Select(known => known.Item2))} first: {await IsOpenAsync(first)} other: {await IsOpenAsync(other)}");
        }

        return seen;
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
