namespace LxdGen;

/// <summary>
/// A connection on which the news of operations come, and those who wait for them. It closes itself when nobody has
/// needed it for a while.
/// </summary>
internal sealed class OperationSocket : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    // A server answers the handshake a moment before it begins to tell, and an operation that ends in between is heard of
    // by nobody. Servers remember how it ended for five seconds.
    private static readonly TimeSpan UnsureTime = TimeSpan.FromSeconds(2);

    // While a write is under way, news of operations of others are kept too. Beyond this many, nobody's are.
    private const int MaxEarly = 1000;

    private readonly EventSocket _events;
    private readonly TimeProvider _clock;
    private readonly long _opened;
    private readonly CancellationTokenSource _closing = new();
    private readonly ITimer _idle;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<OperationState>> _watched = [];
    private readonly Dictionary<string, OperationData> _early = [];
    private int _users;
    private int _writes;
    private bool _earlyWereDropped;

    public OperationSocket(EventSocket events, TimeProvider clock)
    {
        _events = events;
        _clock = clock;
        _opened = clock.GetTimestamp();
        _idle = clock.CreateTimer(static socket => ((OperationSocket)socket!).CloseIfIdle(), this, IdleTime, Timeout.InfiniteTimeSpan);
        _ = ReadAsync();
    }

    /// <summary>Whether news still come. Once it is false, it stays so, and everyone who waits has been woken.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>For how long from now on news may still have been missed, and silence proves nothing; zero or less once it does.</summary>
    public TimeSpan Unsure => UnsureTime - _clock.GetElapsedTime(_opened);

    /// <summary>Keeps the socket open, and all news, until <see cref="StopExpecting"/>: for a write that may begin an operation.</summary>
    public void Expect()
    {
        lock (_lock)
        {
            _users++;
            _writes++;
        }
    }

    /// <summary>Tells an operation that an expected write has begun all its news, from the first to the last.</summary>
    public void Claim(OperationState state)
    {
        lock (_lock)
        {
            if (_earlyWereDropped || !IsUp)
                return;
            if (_early.TryGetValue(state.Id, out var early))
                state.Take(early);
            if (!state.HasEnded)
                Add(state);
        }
    }

    /// <summary>Tells an operation the news from now on, until <see cref="Unwatch"/>.</summary>
    /// <returns>Whether it was told all of them already.</returns>
    public bool Watch(OperationState state)
    {
        lock (_lock)
        {
            _users++;
            state.Watchers++;
            return state.HasEnded || (IsUp && !Add(state));
        }
    }

    /// <summary>Undoes <see cref="Watch"/>.</summary>
    public void Unwatch(OperationState state)
    {
        lock (_lock)
        {
            if (--state.Watchers == 0 && _watched.TryGetValue(state.Id, out var states) && states.Remove(state) && states.Count == 0)
                _watched.Remove(state.Id);
        }

        Leave();
    }

    /// <summary>Undoes <see cref="Expect"/>.</summary>
    public void StopExpecting()
    {
        lock (_lock)
        {
            if (--_writes == 0)
            {
                _early.Clear();
                _earlyWereDropped = false;
            }
        }

        Leave();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _idle.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _events.ReadAsync(_closing.Token).ConfigureAwait(false) is { } next)
            {
                if (next is LxdOperationEvent operation)
                    Tell(operation.Data);
            }
        }
        catch (Exception e) when (e is LxdMalformedReplyException or OperationCanceledException or System.Net.WebSockets.WebSocketException)
        {
            // Whatever it was, those who wait will ask the server another way.
        }
        finally
        {
            End();
        }
    }

    private bool Add(OperationState state)
    {
        if (!_watched.TryGetValue(state.Id, out var states))
            _watched[state.Id] = states = new(1);
        if (states.Contains(state))
            return false;
        states.Add(state);
        return true;
    }

    private void Tell(OperationData data)
    {
        lock (_lock)
        {
            if (_watched.TryGetValue(data.Id, out var states))
                states.ForEach(state => state.Take(data));
            else if (_writes > 0)
                Keep(data);
            if (data.StatusCode >= 200)
                _watched.Remove(data.Id);
        }
    }

    private void Keep(OperationData data)
    {
        if (_early.TryGetValue(data.Id, out var known) && !OperationState.IsNews(known, data))
            return;
        _early[data.Id] = data;
        if (_early.Count <= MaxEarly)
            return;
        _early.Clear();
        _earlyWereDropped = true;
    }

    private void End()
    {
        List<OperationState> waiting;
        lock (_lock)
        {
            IsUp = false;
            waiting = [.. _watched.Values.SelectMany(states => states)];
            _watched.Clear();
            _early.Clear();
        }

        _events.Dispose();
        _idle.Dispose();
        waiting.ForEach(state => state.Wake());
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_users == 0 && IsUp)
                _idle.Change(IdleTime, Timeout.InfiniteTimeSpan);
        }
    }

    private void CloseIfIdle()
    {
        lock (_lock)
        {
            if (_users > 0)
                return;
            // Nobody may begin to rely on it between here and its end.
            IsUp = false;
        }

        Dispose();
    }
}
