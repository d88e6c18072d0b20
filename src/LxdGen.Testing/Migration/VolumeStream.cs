using System.Net.WebSockets;

namespace LxdGen.Testing.Migration;

/// <summary>The websocket <c>fs</c>: one part after the other, with a text message after each.</summary>
internal sealed class VolumeStream(WebSocket socket) : IDisposable
{
    private const int ChunkBytes = 32 * 1024;

    /// <summary>Sends some of a part.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => SendAsync(bytes, WebSocketMessageType.Binary, cancellationToken);

    /// <summary>Says that the part is over.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, cancellationToken);

    /// <summary>Reads some of a part; 0 where it is over.</summary>
    public Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => MigrationLink.GuardAsync(async () =>
    {
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read.MessageType == WebSocketMessageType.Close)
                throw MigrationLink.Closed;
            if (read.MessageType == WebSocketMessageType.Text)
                return 0;
            // A message may be empty, or end with nothing more.
            if (read.Count > 0)
                return read.Count;
        }
    }, cancellationToken);

    /// <summary>Reads all of a part.</summary>
    public async Task<byte[]> ReadAllAsync(CancellationToken cancellationToken)
    {
        using var part = new MemoryStream();
        await CopyToAsync(part, cancellationToken).ConfigureAwait(false);
        return part.ToArray();
    }

    /// <summary>Reads all of a part into a stream.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        while (await ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a stream as a part, without saying that it is over.</summary>
    public async Task CopyFromAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            await WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes without a word, as LXD does.</summary>
    public void Dispose() => socket.Dispose();

    private Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancellationToken) =>
        MigrationLink.GuardAsync(() => socket.SendAsync(bytes, type, endOfMessage: true, cancellationToken).AsTask(), cancellationToken);
}
