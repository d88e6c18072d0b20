namespace LxdGen.Raw;

/// <summary>Ends requests that take too long. Keeps one timer for the next request, which most often follows when this one is done.</summary>
internal sealed class RequestTimeouts(LxdClientOptions options)
{
    private CancellationTokenSource? _spare;

    /// <summary>Begins the time of one request; disposing of the result ends it.</summary>
    public Running Start()
    {
        if (Interlocked.Exchange(ref _spare, null) is not { } source)
            return new Running(this, new CancellationTokenSource(options.RequestTimeout, options.TimeProvider));
        source.CancelAfter(options.RequestTimeout);
        return new Running(this, source);
    }

    private void End(CancellationTokenSource source)
    {
        // One that has fired, or whose clock is not the system's, cannot be used again.
        var replaced = source.TryReset() ? Interlocked.Exchange(ref _spare, source) : source;
        replaced?.Dispose();
    }

    public readonly struct Running(RequestTimeouts owner, CancellationTokenSource source) : IDisposable
    {
        public CancellationTokenSource Source => source;

        public void Dispose() => owner.End(source);
    }
}
