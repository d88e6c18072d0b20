using System.Collections.Concurrent;
using LxdGen;
using Tour.Servers;

namespace Tour;

/// <summary>Counts what a server tells of our pools while the story goes on.</summary>
internal sealed class Witness : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Stage _stage;
    private readonly Task _watching;

    private Witness(LxdClient lxd, Stage stage) => (_stage, _watching) = (stage, WatchAsync(lxd, stage.PoolName));

    /// <summary>Begins to listen, until the last event has come: that the stage's pool was deleted.</summary>
    /// <param name="lxd">To whom.</param>
    /// <param name="stage">Where.</param>
    /// <param name="connected">Ends when the server has taken the connection. What happens before, nobody hears of.</param>
    public static async Task<Witness> StartAsync(LxdClient lxd, Stage stage, Task connected)
    {
        var witness = new Witness(lxd, stage);
        await Task.WhenAny(connected, witness._watching);
        return witness;
    }

    /// <summary>What was told, once everything has come that was to come.</summary>
    public async Task<IEnumerable<KeyValuePair<string, int>>> TellAsync()
    {
        await Task.WhenAny(_watching, Task.Delay(Patience, _stage.Clock));
        return _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(LxdClient lxd, string pool)
    {
        await foreach (var told in lxd.Events.ReadAllAsync(new() { Types = [EventType.Lifecycle] }, _stop.Token))
        {
            if (told is not LxdLifecycleEvent { Data: var happened } || !happened.Source.StartsWith($"/1.0/storage-pools/{pool}", StringComparison.Ordinal))
                continue;
            _counts.AddOrUpdate(happened.Action, 1, (_, count) => count + 1);
            if (happened.Action == "storage-pool-deleted" && happened.Source.EndsWith($"/{pool}", StringComparison.Ordinal))
                return;
        }
    }
}
