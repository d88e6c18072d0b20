namespace LxdGen.Conformance.Daemon;

/// <summary>Shares one daemon, started by the first test that asks for it.</summary>
public sealed class LxdFixture : IAsyncDisposable
{
    // Not tied to a test's token: one cancelled test must not take the daemon from the others.
    private readonly Lazy<Task<LxdDaemon>> _daemon = new(() => LxdDaemon.StartAsync(CancellationToken.None));
    private int _names;

    public string SocketPath =>
        _daemon is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? _daemon.Value.Result.SocketPath
            : throw new InvalidOperationException($"Call {nameof(RequireDaemonAsync)} first.");

    /// <summary>Skips the calling test where no daemon can run, or fails it with LXDGEN_REQUIRE_LXD=1.</summary>
    public Task<LxdDaemon> RequireDaemonAsync()
    {
        if (LxdAvailability.Reason is { } reason)
        {
            Assert.SkipUnless(LxdAvailability.Required, reason);
            throw new InvalidOperationException($"LXDGEN_REQUIRE_LXD=1, but: {reason}");
        }

        return _daemon.Value.WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A name for a pool that nothing else has: zpools and volume groups are known to the whole machine.</summary>
    public string UniqueName(string prefix) =>
        $"{prefix}-{Environment.ProcessId}-{Interlocked.Increment(ref _names)}";

    public async ValueTask DisposeAsync()
    {
        if (_daemon is { IsValueCreated: true, Value.IsFaulted: false })
        {
            await (await _daemon.Value).DisposeAsync();
        }
    }
}
