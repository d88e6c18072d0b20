namespace LxdGen.Conformance.Daemon;

/// <summary>A private LXD daemon that leaves no trace when it is disposed, or when this process dies.</summary>
public sealed class LxdDaemon : IAsyncDisposable
{
    private readonly LxdGuardian _guardian;

    private LxdDaemon(LxdGuardian guardian) => _guardian = guardian;

    /// <summary>The daemon's LXD_DIR. Pool mounts do not show in here: see <see cref="MountedDirectory"/>.</summary>
    public string Directory => _guardian.Directory;

    /// <summary>The same directory as the daemon sees it, in its own mount namespace, with the pools mounted.</summary>
    public string MountedDirectory => $"/proc/{Pid}/root{Directory}";

    public string SocketPath => $"{Directory}/unix.socket";

    public int Pid => _guardian.Pid;

    public static async Task<LxdDaemon> StartAsync(CancellationToken cancellationToken)
    {
        if (LxdAvailability.Reason is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var daemon = new LxdDaemon(await LxdGuardian.StartAsync(LxdAvailability.Executable!, cancellationToken));
        try
        {
            await LxdReadiness.WaitAsync(daemon, cancellationToken);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _guardian.DisposeAsync();
}
