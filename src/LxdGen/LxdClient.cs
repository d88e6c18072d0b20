using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>One LXD server: where everything begins.</summary>
/// <remarks>
/// Immutable and thread-safe; make one per server and keep it. Members are virtual, for mocks. Disposing of it closes
/// its connections, and with them those of its views; disposing of a view, made by <see cref="InProject"/> or
/// <see cref="OnMember"/>, does nothing.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class LxdClient : IAsyncDisposable, IDisposable
{
    private readonly LxdTransport? _transport;
    private readonly string _address = "nowhere";

    /// <summary>Creates a client that is connected to nothing, for mocks.</summary>
    protected LxdClient()
    {
    }

    private LxdClient(LxdTransport transport, LxdClientOptions options, string address)
    {
        _transport = transport;
        _address = address;
        Pipeline = new LxdPipeline(transport, options);
    }

    private LxdClient(LxdClient whole, LxdPipeline pipeline)
    {
        _address = whole._address;
        Pipeline = pipeline;
    }

    /// <summary>What sends the requests, for raw clients: <c>new StoragePoolsClient(lxd.Pipeline)</c>.</summary>
    // Null in a mock only, which has nothing to send through.
    public virtual LxdPipeline Pipeline { get; } = null!;

    /// <summary>The volumes in all storage pools of the server.</summary>
    public virtual AllStorageVolumeCollection StorageVolumes => new(new StorageVolumesClient(Pipeline));

    /// <summary>The storage pools of the server. Needs the API extension <c>storage</c>.</summary>
    public virtual StoragePoolCollection StoragePools => new(new StoragePoolsClient(Pipeline));

    /// <summary>The jobs of the server.</summary>
    public virtual LxdOperations Operations => new(new OperationsClient(Pipeline));

    /// <summary>What happens on the server.</summary>
    public virtual LxdEvents Events => new(Pipeline);

    /// <summary>Makes a client for the LXD of this machine. Nothing is sent, and nothing is looked for, before the first request.</summary>
    /// <param name="options">Where the socket is and how to behave; null for the defaults.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The options name a project or member that can be none, or a certificate of the server, which a socket has not.</exception>
    public static LxdClient ConnectLocal(LxdClientOptions? options = null)
    {
        options = options?.Copy() ?? new LxdClientOptions();
        if (options.ServerCertificate is not null || options.ServerFingerprint is not null)
            throw new ArgumentException($"A server on a Unix socket has no certificate to be known by. Use {nameof(Connect)} with its address.", nameof(options));
        var socket = LocalSocket.Find(options.SocketPath, Environment.GetEnvironmentVariable);
        var transport = options.Handler is { } handler
            ? new LxdTransport(handler, ownsHandler: false, "http://lxd", () => $"handler {RuntimeHelpers.GetHashCode(handler)}")
            : new LxdTransport(CreateHandler(socket), ownsHandler: true, "http://lxd", socket.Identity);
        return new LxdClient(transport, options, options.Handler is null ? socket.ToString() : "the other end of a handler");
    }

    /// <summary>Makes a client for an LXD that listens on HTTPS. Nothing is sent before the first request.</summary>
    /// <param name="uri">Its address, such as <c>https://lxd.example.com</c>. Where it has no port, that is 8443, LXD's own.</param>
    /// <param name="credential">What the server knows the caller by.</param>
    /// <param name="options">What the server is known by and how to behave; null for the defaults, with which the system must trust its certificate.</param>
    /// <returns>
    /// The client. It speaks HTTP/1.1 over TLS and uses the proxy that the environment names for HTTPS, if any. Where the
    /// server's certificate is not the right one, requests end with a <see cref="LxdConnectionException"/> that names its
    /// fingerprint, and nothing is sent; where the server does not know the credential, with a <see cref="LxdForbiddenException"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The address is not of the form <c>https://host:port</c>; a fingerprint is none, or not that of the certificate beside it; the
    /// options name a project or member that can be none, or a socket or handler, which take the place of this connection.
    /// </exception>
    public static LxdClient Connect(Uri uri, LxdCredential credential, LxdClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(credential);
        options = options?.Copy() ?? new LxdClientOptions();
        if (options.SocketPath is not null || options.Handler is not null)
            throw new ArgumentException($"{nameof(options.SocketPath)} and {nameof(options.Handler)} are for {nameof(ConnectLocal)}: through them, nobody would look at the server's certificate.", nameof(options));
        var server = new RemoteServer(uri, credential, options);
        return new LxdClient(new LxdTransport(server.CreateHandler(), ownsHandler: true, server.Address, () => server.Address) { Advice = server.Advice }, options, server.Address);
    }

    /// <summary>The same server, seen from a project. Nothing is sent.</summary>
    /// <param name="project">The name of the project, which need not exist yet.</param>
    /// <returns>
    /// A view of this client: it shares its connections, its knowledge of the server and the turns of its writers, and
    /// ends with it. Requests that take the parameter <c>project</c> and do not name another send this one.
    /// </returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    public virtual LxdClient InProject(string project)
    {
        LxdName.ThrowIfNoSegment(project, nameof(project));
        return new LxdClient(this, Pipeline.View(project, Pipeline.Member));
    }

    /// <summary>The same cluster, seen from one of its members. Nothing is sent. Needs the API extension <c>clustering</c>.</summary>
    /// <param name="member">The name of the member.</param>
    /// <returns>
    /// A view of this client: it shares its connections, its knowledge of the server and the turns of its writers, and
    /// ends with it. Requests that take the parameter <c>target</c> and do not name another send this one; they go to
    /// the same address as before, and the cluster passes them on.
    /// </returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    public virtual LxdClient OnMember(string member)
    {
        LxdName.ThrowIfNoSegment(member, nameof(member));
        return new LxdClient(this, Pipeline.View(Pipeline.Project, member));
    }

    /// <summary>Asks the server what it is and can do: <c>GET /1.0</c>, once for a client that is trusted. It is asked by itself before the first request that needs more than the API extension <c>storage</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer, kept from then on. A new client asks again.</returns>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual Task<LxdServer> GetServerAsync(CancellationToken cancellationToken = default) =>
        Pipeline.GetServerAsync(cancellationToken).AsTask();

    /// <inheritdoc/>
    // In a mock there is no pipeline.
    public override string ToString() =>
        $"LXD at {_address}{(Pipeline?.Project is { } project ? $", project {project}" : "")}{(Pipeline?.Member is { } member ? $", member {member}" : "")}";

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the connections.</summary>
    /// <param name="disposing">Whether it is not a finalizer that calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _transport is null)
            return;
        Pipeline.Close();
        _transport.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(LocalSocket socket) => new()
    {
        ConnectCallback = (_, cancellationToken) => socket.ConnectAsync(cancellationToken),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
