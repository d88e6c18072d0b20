using System.Net.Sockets;
using System.Text;

namespace LxdGen.Package.Tests;

/// <summary>LXD's REST API as curl would use it.</summary>
internal sealed class RawLxd(string socket) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
            return new NetworkStream(connection, ownsSocket: true);
        },
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<string> GetAsync(string path) => _http.GetStringAsync($"http://lxd{path}", Token);

    public async Task PostAsync(string path, string json)
    {
        using var reply = await _http.PostAsync($"http://lxd{path}", new StringContent(json, Encoding.UTF8, "application/json"), Token);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(Token));
    }

    public async Task DeleteAsync(string path)
    {
        using var reply = await _http.DeleteAsync($"http://lxd{path}", Token);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(Token));
    }

    public void Dispose() => _http.Dispose();
}
