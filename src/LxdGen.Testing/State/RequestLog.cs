namespace LxdGen.Testing.State;

/// <summary>The requests that came, in order.</summary>
internal sealed class RequestLog
{
    private readonly List<LxdReceivedRequest> _all = [];

    public IReadOnlyList<LxdReceivedRequest> All
    {
        get
        {
            lock (_all)
                return [.. _all];
        }
    }

    public void Add(LxdReceivedRequest request)
    {
        lock (_all)
            _all.Add(request);
    }

    public void Clear()
    {
        lock (_all)
            _all.Clear();
    }
}
