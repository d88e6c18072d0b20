using LxdGen.Raw;
using Microsoft.Extensions.Logging;

namespace LxdGen;

/// <summary>Has one socket for the operations of one project, or of all, open while anyone needs it.</summary>
internal sealed class OperationWatch(LxdPipeline pipeline, LxdEventFilter filter, ILogger logger) : IDisposable
{
    // A proxy may swallow a handshake. Nobody should wait long for what is only a shortcut.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Whoever refused a websocket once will most likely do so again, and each try delays a wait or a write.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Backoff _backoff = new(pipeline.Clock);
    private OperationSocket? _socket;
    private bool _disposed;

    /// <summary>The socket, if it is open now.</summary>
    public OperationSocket? Current => _socket is { IsUp: true } socket ? socket : null;

    /// <summary>The socket, opened if need be; null where there is none to be had at present.</summary>
    /// <exception cref="LxdForbiddenException">The server refuses the socket to this client.</exception>
    public async ValueTask<OperationSocket?> OpenAsync(CancellationToken cancellationToken)
    {
        if (Current is { } open)
            return open;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Current is null && !_disposed && _backoff.IsOver)
                await ConnectAsync(cancellationToken).ConfigureAwait(false);
            return Current;
        }
        finally
        {
            _opening.Release();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _socket?.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectTimeout, pipeline.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            _backoff.Begin();
            _socket = new OperationSocket(await EventSocket.ConnectAsync(pipeline, filter, project: null, either.Token).ConfigureAwait(false), pipeline.Clock);
        }
        catch (Exception e) when (e is LxdException and not LxdForbiddenException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            _backoff.Begin(e is LxdConnectionException or LxdException { StatusCode: >= 500 } ? TimeSpan.Zero : AfterRefusal);
            LxdLog.NoSocket(logger, e);
        }
    }
}
