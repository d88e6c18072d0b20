namespace LxdGen.Conformance.Daemon;

/// <summary>Shares one daemon.</summary>
// Not tied to a test's token, here and in the fixtures beside it: one cancelled test must not take the daemon from the others.
public sealed class LxdFixture() : SharedFixture<LxdDaemon>(() => LxdDaemon.StartAsync(CancellationToken.None)), ITestServer
{
    private int _names;

    public string SocketPath => Shared.SocketPath;

    /// <summary>The daemon's directory with its pools in it.</summary>
    public string MountedDirectory => Shared.MountedDirectory;

    public Task ReadyAsync() => RequireAsync();

    public string UniqueName(string prefix) =>
        $"{prefix}-{Environment.ProcessId}-{Interlocked.Increment(ref _names)}";
}

/// <summary>Shares two daemons that know nothing of each other, on HTTPS.</summary>
public sealed class LxdPairFixture() : SharedFixture<LxdServers>(() => LxdServers.StartAsync(2));
