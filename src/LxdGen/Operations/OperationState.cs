namespace LxdGen;

/// <summary>What was last heard of one operation, in whatever order the news came.</summary>
internal sealed class OperationState(string id)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile OperationData? _latest;

    public OperationState(OperationData data)
        : this(data.Id) => _latest = data;

    public string Id { get; } = id;

    public OperationData? Latest => _latest;

    public bool HasEnded => Latest is { StatusCode: >= 200 };

    /// <summary>How many wait for it on a socket, whose lock guards this.</summary>
    public int Watchers { get; set; }

    /// <summary>Ends at the next news. To be taken before looking at the state, so that no news falls in between.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    /// <summary>Takes what was heard, unless something newer was heard before.</summary>
    public void Take(OperationData data)
    {
        lock (_lock)
        {
            if (_latest is not null && !IsNews(_latest, data))
                return;
            _latest = data;
        }

        Wake();
    }

    /// <summary>Makes those who wait look again.</summary>
    public void Wake()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    // The server sends events in any order, and does not always move the time on.
    internal static bool IsNews(OperationData known, OperationData data)
    {
        var (before, after) = (Rank(known.StatusCode), Rank(data.StatusCode));
        return after > before || (after == before && after < Ended && (data.UpdatedAt ?? default) >= (known.UpdatedAt ?? default));
    }

    private const int Ended = 3;

    private static int Rank(int statusCode) => statusCode switch
    {
        >= 200 => Ended,
        104 => 2, // cancelling
        103 => 1, // running
        _ => 0,
    };
}
