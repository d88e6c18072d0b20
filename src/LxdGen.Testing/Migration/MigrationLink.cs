using System.Net.WebSockets;
using System.Text;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>Two websockets between the emulators of a migration, or between one and who relays.</summary>
/// <remarks>
/// What real servers say to each other depends on their drivers. Emulators send one archive on <c>fs</c>, and the verdict on <c>control</c>; the greeting
/// before it makes both sides of a migration with a real server fail at once, where each would wait for the other.
/// </remarks>
internal sealed class MigrationLink(WebSocket control, WebSocket files) : IAsyncDisposable
{
    private const string Greeting = "LxdGen.Testing";
    private const string Accepted = "accepted";

    /// <summary>Sends a volume and waits until the other side has it.</summary>
    public Task SendAsync(byte[] archive, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await WriteAsync(control, Encoding.UTF8.GetBytes(Greeting), cancellationToken).ConfigureAwait(false);
        await WriteAsync(files, archive, cancellationToken).ConfigureAwait(false);
        var verdict = Encoding.UTF8.GetString(await ReadAsync(control, cancellationToken).ConfigureAwait(false));
        if (verdict != Accepted)
            throw LxdFailure.Internal(verdict);
    }, cancellationToken);

    /// <summary>Receives a volume, and tells the other side whether it was taken.</summary>
    public Task ReceiveAsync(Action<byte[]> take, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        if (Encoding.UTF8.GetString(await ReadAsync(control, cancellationToken).ConfigureAwait(false)) != Greeting)
            throw LxdFailure.NotEmulated("migration from a server that is no emulator");
        var archive = await ReadAsync(files, cancellationToken).ConfigureAwait(false);
        try
        {
            take(archive);
        }
        catch (LxdFailure failure)
        {
            await WriteAsync(control, Encoding.UTF8.GetBytes(failure.Message), cancellationToken).ConfigureAwait(false);
            throw;
        }

        await WriteAsync(control, Encoding.UTF8.GetBytes(Accepted), cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in new[] { control, files })
        {
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (IsBroken(e, CancellationToken.None))
            {
                // The other side has gone already.
            }

            socket.Dispose();
        }
    }

    private static async Task GuardAsync(Func<Task> talk, CancellationToken cancellationToken)
    {
        try
        {
            await talk().ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e, cancellationToken))
        {
            throw LxdFailure.Internal("websocket: close 1006 (abnormal closure): unexpected EOF");
        }
    }

    // A websocket that was aborted says that it was cancelled, though nobody has cancelled anything.
    private static bool IsBroken(Exception e, CancellationToken cancellationToken) =>
        e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static ValueTask WriteAsync(WebSocket socket, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    private static async Task<byte[]> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (read.MessageType == WebSocketMessageType.Close)
                throw LxdFailure.Internal("websocket: close 1000 (normal)");
            message.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
                return message.ToArray();
        }
    }
}
