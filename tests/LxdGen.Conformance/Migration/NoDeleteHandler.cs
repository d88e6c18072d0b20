using System.Net;
using System.Net.Sockets;

namespace LxdGen.Conformance;

/// <summary>A way to a real server that refuses every DELETE, as a server with a busy disk does.</summary>
internal sealed class NoDeleteHandler(string socketPath) : DelegatingHandler(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(socketPath, token) })
{
    public const string Words = "device or resource busy";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Delete
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent($$"""{"type":"error","error_code":500,"error":"{{Words}}"}""") })
            : base.SendAsync(request, cancellationToken);

    private static async ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
