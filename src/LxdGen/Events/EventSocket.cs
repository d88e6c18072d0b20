using System.Net.WebSockets;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>One connection to the server's stream of events.</summary>
internal sealed class EventSocket : IDisposable
{
    // A frame holds one event. Longer ones are a mistake, or an attack on the memory.
    private const int LongestFrame = 16 * 1024 * 1024;

    // A connection that is dead without having been closed is noticed after a ping and this.
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(30);

    private readonly WebSocket _socket;
    private byte[] _buffer = new byte[4096];

    private EventSocket(WebSocket socket) => _socket = socket;

    /// <summary>Connects. What happens from then on is read, in the given project where the filter names none.</summary>
    public static async Task<EventSocket> ConnectAsync(LxdPipeline pipeline, LxdEventFilter filter, string? project, CancellationToken cancellationToken)
    {
        var request = LxdRequest.Get($"/1.0/events")
            .Query("type", filter.Types.Count == 0 ? null : string.Join(',', filter.Types))
            .Query("project", filter.AllProjects ? null : filter.Project ?? project)
            .Query("all-projects", filter.AllProjects ? true : null);
        return new EventSocket(await pipeline.ConnectAsync(request, PingTimeout, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Waits for the next event; null when the connection has ended, however it did.</summary>
    /// <exception cref="LxdMalformedReplyException">What came is no event.</exception>
    public async Task<LxdEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Grow();
            var received = await ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (received is not { MessageType: WebSocketMessageType.Text } part)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return EventFrame.Read(_buffer.AsMemory(0, length));
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<ValueWebSocketReceiveResult?> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= LongestFrame)
            throw new LxdMalformedReplyException($"The server sent an event of more than {LongestFrame} bytes.");
        Array.Resize(ref _buffer, 2 * _buffer.Length);
    }
}
