using System.Buffers;
using System.Net.WebSockets;

namespace LxdGen.Migration;

/// <summary>Passes on what two servers send each other, frame by frame, in memory that does not grow.</summary>
internal sealed class MigrationRelay : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<WebSocket> _sockets = [];

    /// <summary>Connects two websockets. Where one breaks, so does the other, and the servers' operations tell why.</summary>
    public void Add(WebSocket source, WebSocket target)
    {
        _sockets.AddRange([source, target]);
        _ = PassOnAsync(source, target);
        _ = PassOnAsync(target, source);
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var socket in _sockets)
            socket.Dispose();
        _stop.Dispose();
    }

    private async Task PassOnAsync(WebSocket from, WebSocket to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await PassOnFrameAsync(from, to, buffer).ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            from.Abort();
            to.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<bool> PassOnFrameAsync(WebSocket from, WebSocket to, byte[] buffer)
    {
        var received = await from.ReceiveAsync(buffer.AsMemory(), _stop.Token).ConfigureAwait(false);
        if (received.MessageType != WebSocketMessageType.Close)
        {
            await to.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, _stop.Token).ConfigureAwait(false);
            return true;
        }

        if (to.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, _stop.Token).ConfigureAwait(false);
        return false;
    }
}
