using System.Net.Sockets;

namespace LxdGen.Sockets;

/// <summary>HTTP on a Unix socket, without the SDK.</summary>
internal sealed class RawClient : IDisposable
{
    public RawClient(string socketPath)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = async (_, cancellationToken) => await ConnectAsync(socketPath, cancellationToken) };
        Client = new HttpClient(handler) { BaseAddress = new Uri("http://lxd") };
    }

    public HttpClient Client { get; }

    public static async Task<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public void Dispose() => Client.Dispose();
}
