namespace LxdGen.Migration;

/// <summary>Tells everyone who listens at the moment of progress.</summary>
internal sealed class ProgressRelay : IProgress<LxdProgress>
{
    private readonly Lock _lock = new();
    private readonly List<IProgress<LxdProgress>> _listeners = [];

    public void Report(LxdProgress value)
    {
        IProgress<LxdProgress>[] listeners;
        lock (_lock)
            listeners = [.. _listeners];
        foreach (var listener in listeners)
            listener.Report(value);
    }

    /// <summary>Listens until the result is disposed of.</summary>
    public IDisposable? Add(IProgress<LxdProgress>? listener)
    {
        if (listener is null)
            return null;
        lock (_lock)
            _listeners.Add(listener);
        return new Listening(this, listener);
    }

    private sealed class Listening(ProgressRelay relay, IProgress<LxdProgress> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (relay._lock)
                relay._listeners.Remove(listener);
        }
    }
}
