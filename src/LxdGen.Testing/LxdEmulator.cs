using LxdGen.Testing.Api;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing;

/// <summary>An LXD in this process, for tests: a storage server in memory, on a Unix socket.</summary>
/// <remarks>Thread-safe. It answers any client, in any language, as a real server does; docs/emulator.md says where not.</remarks>
public sealed class LxdEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping;
    private readonly EmulatorHost _host;

    private LxdEmulator(string socketPath, EmulatorHost host, CancellationTokenSource stopping) =>
        (SocketPath, _host, _stopping) = (socketPath, host, stopping);

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">What it is like; null for an LXD 5.0 with nothing in it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The server, ready to be asked. Disposing of it stops it.</returns>
    /// <exception cref="ArgumentException">The path of the socket is longer than Unix allows.</exception>
    /// <exception cref="IOException">Something listens on that path already, or the socket cannot be made.</exception>
    public static async Task<LxdEmulator> StartAsync(LxdEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LxdEmulatorOptions();
        var socketPath = options.SocketPath ?? Path.Combine(Path.GetTempPath(), $"lxd-{Guid.NewGuid():N}.socket");
        var stopping = new CancellationTokenSource();
        var server = new ServerState(options.Profile, options.TimeProvider, options.Directory) { Stopping = stopping.Token };
        var router = new Router(server, EmulatorRoutes.All);
        return new LxdEmulator(socketPath, await EmulatorHost.StartAsync(socketPath, router.ServeAsync, cancellationToken).ConfigureAwait(false), stopping);
    }

    /// <summary>Connects a client to it.</summary>
    /// <param name="configure">Sets more of the client's options; null for none.</param>
    /// <returns>The client, to be disposed of by the caller.</returns>
    public LxdClient Connect(Action<LxdClientOptions>? configure = null)
    {
        var options = new LxdClientOptions { SocketPath = SocketPath };
        configure?.Invoke(options);
        return LxdClient.ConnectLocal(options);
    }

    /// <summary>Stops it. What it knew is gone.</summary>
    /// <returns>A task that ends when the socket is free.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
