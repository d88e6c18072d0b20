using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace LxdGen.Raw;

/// <summary>Turns a request into one for a websocket, and its response into the websocket (RFC 6455).</summary>
/// <remarks><see cref="ClientWebSocket"/> does the same, but hides the body of a refusal, and with it the server's words.</remarks>
internal sealed class WebSocketHandshake
{
    // Longer than LXD's own ten seconds, since a ping of the server's is as good as one of ours.
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    public WebSocketHandshake(HttpRequestMessage message)
    {
        message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        message.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", _key);
    }

    /// <summary>The websocket that a response of status 101 opens.</summary>
    public async Task<WebSocket> OpenAsync(HttpResponseMessage response, TimeSpan pingTimeout, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (!response.Headers.TryGetValues("Sec-WebSocket-Accept", out var accepts) || !accepts.SequenceEqual([Accept()]))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The response to a websocket's handshake does not fit its key.");
        }

        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = PingInterval, KeepAliveTimeout = pingTimeout });
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol asks for SHA-1, and nothing depends on its strength.")]
    private string Accept() => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
