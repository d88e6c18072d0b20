using System.Net.WebSockets;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>Two websockets between the servers of a migration, or between one and who relays.</summary>
internal sealed class MigrationLink(WebSocket control, WebSocket files) : IAsyncDisposable
{
    /// <summary>What is in the volume goes here.</summary>
    public VolumeStream Files { get; } = new(files);

    /// <summary>Whether a failure is that of the connection.</summary>
    public static bool IsBreak(LxdFailure failure) => failure.Message.StartsWith("websocket:", StringComparison.Ordinal);

    public static LxdFailure Closed => LxdFailure.Internal("websocket: close 1000 (normal)");

    /// <summary>Says something on <c>control</c>.</summary>
    public Task SayAsync(byte[] message, CancellationToken cancellationToken) =>
        GuardAsync(() => control.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken), cancellationToken);

    /// <summary>Waits for what the other side says on <c>control</c>.</summary>
    public Task<byte[]> HearAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using var message = new MemoryStream();
        var buffer = new byte[4 * 1024];
        while (true)
        {
            var read = await control.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (read.MessageType == WebSocketMessageType.Close)
                throw Closed;
            message.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
                return message.ToArray();
        }
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (control.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await control.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e, CancellationToken.None))
        {
            // The other side has gone already.
        }

        control.Dispose();
        Files.Dispose();
    }

    /// <summary>Tells in LXD's words of a connection that breaks.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> talk, CancellationToken cancellationToken)
    {
        try
        {
            return await talk().ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e, cancellationToken))
        {
            throw LxdFailure.Internal("websocket: close 1006 (abnormal closure): unexpected EOF");
        }
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    public static Task GuardAsync(Func<Task> talk, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await talk().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    // A websocket that was aborted says that it was cancelled, though nobody has cancelled anything.
    private static bool IsBroken(Exception e, CancellationToken cancellationToken) =>
        e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
