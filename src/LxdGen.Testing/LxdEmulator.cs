using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Testing.Api;
using LxdGen.Testing.Http;
using LxdGen.Testing.Seeding;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing;

/// <summary>An LXD in this process, for tests: a storage server in memory, on a Unix socket.</summary>
/// <remarks>Thread-safe. It answers any client, in any language, as a real server does; docs/emulator.md says where not.</remarks>
public sealed class LxdEmulator : IAsyncDisposable
{
    private readonly ServerState _server;
    private readonly Pruning _pruning;
    private readonly SemaphoreSlim _turn = new(1);
    private CancellationTokenSource _stopping = new();
    private EmulatorHost? _host;
    private int? _httpsPort;
    private bool _isDisposed;

    private LxdEmulator(LxdEmulatorOptions options)
    {
        SocketPath = options.SocketPath ?? Path.Combine(Path.GetTempPath(), $"lxd-{Guid.NewGuid():N}.socket");
        _httpsPort = options.HttpsPort;
        _server = new ServerState(options);
        _pruning = new Pruning(_server);
        Events = new LxdEmulatorEvents(_server.Events);
    }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Where it listens on HTTPS; null where neither <see cref="LxdEmulatorOptions.HttpsPort"/> nor a client's <c>core.https_address</c> says so.</summary>
    public Uri? HttpsUri => _server.Https.Uri;

    /// <summary>What it is known by over HTTPS: clients are to pin this certificate, which is of its own making. Disposed of with it.</summary>
    public X509Certificate2 Certificate => _server.Certificate;

    /// <summary>What goes wrong with requests.</summary>
    public LxdFaults Faults => _server.Faults;

    /// <summary>What goes wrong with events.</summary>
    public LxdEmulatorEvents Events { get; }

    /// <summary>The requests that have come, in order, those for events among them.</summary>
    public IReadOnlyList<LxdReceivedRequest> Requests => _server.Requests.All;

    /// <summary>Starts a server.</summary>
    /// <param name="options">What it is like; null for an LXD 5.0 with nothing in it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The server, ready to be asked. Disposing of it stops it.</returns>
    /// <exception cref="ArgumentException">The path of the socket is longer than Unix allows, the port is none, or a member's name is empty, "none" or there twice.</exception>
    /// <exception cref="IOException">Something listens on that path or port already, the path is a file, or the socket cannot be made.</exception>
    public static async Task<LxdEmulator> StartAsync(LxdEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new LxdEmulator(options ?? new LxdEmulatorOptions());
        try
        {
            await emulator.ListenAsync(cancellationToken).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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

    /// <summary>Connects a client to it over HTTPS, which knows it by its certificate.</summary>
    /// <param name="credential">What the client proves its identity with. A certificate must be trusted for anything but to be told so: <see cref="Trust"/>.</param>
    /// <param name="configure">Sets more of the client's options; null for none.</param>
    /// <returns>The client, to be disposed of by the caller.</returns>
    /// <exception cref="InvalidOperationException">It does not listen on HTTPS.</exception>
    public LxdClient Connect(LxdCredential credential, Action<LxdClientOptions>? configure = null)
    {
        var uri = HttpsUri ?? throw new InvalidOperationException($"The emulator listens on its socket only. Set {nameof(LxdEmulatorOptions)}.{nameof(LxdEmulatorOptions.HttpsPort)}.");
        var options = new LxdClientOptions { ServerFingerprint = ServerCertificate.FingerprintOf(Certificate) };
        configure?.Invoke(options);
        return LxdClient.Connect(uri, credential, options);
    }

    /// <summary>Lets the owner of a certificate in over HTTPS, as <c>lxc config trust add</c> does. One that is trusted already stays so.</summary>
    /// <param name="certificate">The client's certificate, of which the key is not needed.</param>
    public void Trust(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        lock (_server.Gate)
        {
            if (_server.Trust.Find(ServerCertificate.FingerprintOf(certificate)) is null)
                _server.Trust.Add(TrustedCertificate.Of(certificate));
        }
    }

    /// <summary>Puts pools, volumes and what is in them on the server, or changes those that are there. No requests are made and no events told.</summary>
    /// <param name="contents">Says what.</param>
    /// <exception cref="ArgumentException">A real server would refuse it. What came before that is there.</exception>
    public void Seed(Action<LxdSeed> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        lock (_server.Gate)
            contents(new LxdSeed(_server));
    }

    /// <summary>Reads a file that is in a volume.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="volume">The volume, a custom one.</param>
    /// <param name="path">The path in the volume, such as <c>photos/1.jpg</c>.</param>
    /// <param name="project">The project that has the volume.</param>
    /// <param name="member">The member of the cluster that has it; null for the first.</param>
    /// <returns>What is in the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such pool, volume or file.</exception>
    public byte[] ReadFile(string pool, string volume, string path, string project = "default", string? member = null)
    {
        lock (_server.Gate)
            return [.. VolumeFiles.Read(VolumeFiles.Find(_server, pool, volume, project, member), path)];
    }

    /// <summary>Writes a file into a volume, over one that is there.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="volume">The volume, a custom one.</param>
    /// <param name="path">The path in the volume, such as <c>photos/1.jpg</c>.</param>
    /// <param name="contents">What is to be in the file.</param>
    /// <param name="project">The project that has the volume.</param>
    /// <param name="member">The member of the cluster that has it; null for the first.</param>
    /// <exception cref="FileNotFoundException">There is no such pool or volume.</exception>
    /// <exception cref="ArgumentException">The path leads out of the volume.</exception>
    public void WriteFile(string pool, string volume, string path, ReadOnlySpan<byte> contents, string project = "default", string? member = null)
    {
        lock (_server.Gate)
            VolumeFiles.Write(VolumeFiles.Find(_server, pool, volume, project, member), path, contents);
    }

    /// <summary>Forgets the requests that have come so far.</summary>
    public void ForgetRequests() => _server.Requests.Clear();

    /// <summary>Stops it and starts it again on the same socket. What is stored stays; connections are cut, requests and operations under way are lost, those of the past forgotten.</summary>
    /// <param name="cancellationToken">Ends the start, after which it stays stopped.</param>
    /// <returns>A task that ends when it can be asked again.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    /// <exception cref="IOException">Something else listens on its socket or port by now.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await StopAsync().ConfigureAwait(false);
            await ListenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (!_isDisposed)
        {
            await StopAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops it. What it knew is gone.</summary>
    /// <returns>A task that ends when the socket is free.</returns>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            await StopAsync().ConfigureAwait(false);
            _pruning.Dispose();
            _server.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        _server.Begin(_stopping.Token);
        var reception = new Reception(_server, new Router(_server, EmulatorRoutes.All));
        _server.Https = new HttpsDoor(() => Certificate, reception.ServeAsync);
        _host = await EmulatorHost.StartAsync(SocketPath, reception.ServeAsync, cancellationToken).ConfigureAwait(false);
        await ListenOnHttpsAsync().ConfigureAwait(false);
    }

    private async Task ListenOnHttpsAsync()
    {
        try
        {
            // One that is started again is found where it was.
            if (_httpsPort is not { } port)
            {
                string address;
                lock (_server.Gate)
                    address = _server.HttpsAddress;
                await _server.Https.MoveAsync(address).ConfigureAwait(false);
                return;
            }

            await _server.Https.OpenAsync(ListenAddress.Bind(new IPEndPoint(IPAddress.Loopback, port))).ConfigureAwait(false);
            _httpsPort = null;
            _server.ListenOn(HttpsUri!.Authority);
        }
        catch (Exception e) when (e is SocketException or LxdFailure)
        {
            throw new IOException(_httpsPort is { } port ? $"Cannot listen on port {port} of 127.0.0.1: {e.Message}" : e.Message, e);
        }
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _server.Https.DisposeAsync().ConfigureAwait(false);
        if (_host is { } host)
            await host.DisposeAsync().ConfigureAwait(false);
        await _server.Operations.WhenLeftAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _host = null;
        _stopping.Dispose();
        _stopping = new CancellationTokenSource();
    }
}
