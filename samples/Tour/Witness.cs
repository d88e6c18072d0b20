using System.Collections.Concurrent;
using LxdGen;

namespace Tour;

/// <summary>Counts what a server tells of our pools while the story goes on.</summary>
internal sealed class Witness : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Task _watching;

    /// <summary>Begins to listen, until the last event has come.</summary>
    public Witness(LxdClient lxd, string poolPrefix, (string Action, string Pool) last) => _watching = WatchAsync(lxd, poolPrefix, last);

    /// <summary>What was told, once everything has come that was to come.</summary>
    public async Task<IEnumerable<KeyValuePair<string, int>>> TellAsync()
    {
        await Task.WhenAny(_watching, Task.Delay(Patience));
        return _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(LxdClient lxd, string poolPrefix, (string Action, string Pool) last)
    {
        await foreach (var told in lxd.Events.ReadAllAsync(new() { Types = [EventType.Lifecycle] }, _stop.Token))
        {
            if (told is not LxdLifecycleEvent { Data: var happened } || !happened.Source.StartsWith($"/1.0/storage-pools/{poolPrefix}", StringComparison.Ordinal))
                continue;
            _counts.AddOrUpdate(happened.Action, 1, (_, count) => count + 1);
            if (happened.Action == last.Action && happened.Source.EndsWith($"/{last.Pool}", StringComparison.Ordinal))
                return;
        }
    }
}
