namespace LxdGen.Raw;

/// <summary>Ends a transfer for whose other end was waited too long. It runs only while the server is waited for, not while the caller's own stream is.</summary>
internal sealed class IdleTimer(TimeSpan limit, TimeProvider clock) : IDisposable
{
    public CancellationTokenSource Source { get; } = new(limit, clock);

    public void Start() => Source.CancelAfter(limit);

    public void Stop() => Source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => Source.Dispose();
}
