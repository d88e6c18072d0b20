using System.Net.Sockets;

namespace LxdGen.Sockets;

/// <summary>HTTP on a Unix socket, without the SDK.</summary>
internal sealed class RawClient : IDisposable
{
    public RawClient(string socketPath)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        Client = new HttpClient(handler) { BaseAddress = new Uri("http://lxd") };
    }

    public HttpClient Client { get; }

    public void Dispose() => Client.Dispose();
}
