using System.Diagnostics;
using System.Runtime.CompilerServices;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>One LXD server: where everything begins.</summary>
/// <remarks>
/// Immutable and thread-safe; make one per server and keep it. Members are virtual, for mocks. Disposing of it closes
/// its connections.
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

    /// <summary>What sends the requests, for raw clients: <c>new StoragePoolsClient(lxd.Pipeline)</c>.</summary>
    // Null in a mock only, which has nothing to send through.
    public virtual LxdPipeline Pipeline { get; } = null!;

    /// <summary>The storage pools of the server. Needs the API extension <c>storage</c>.</summary>
    public virtual StoragePoolCollection StoragePools => new(new StoragePoolsClient(Pipeline));

    /// <summary>The jobs of the server.</summary>
    public virtual LxdOperations Operations => new(new OperationsClient(Pipeline));

    /// <summary>What happens on the server.</summary>
    public virtual LxdEvents Events => new(Pipeline);

    /// <summary>Makes a client for the LXD of this machine. Nothing is sent, and nothing is looked for, before the first request.</summary>
    /// <param name="options">Where the socket is and how to behave; null for the defaults.</param>
    /// <returns>The client.</returns>
    public static LxdClient ConnectLocal(LxdClientOptions? options = null)
    {
        options = options?.Copy() ?? new LxdClientOptions();
        var socket = LocalSocket.Find(options.SocketPath, Environment.GetEnvironmentVariable);
        var transport = options.Handler is { } handler
            ? new LxdTransport(handler, ownsHandler: false, "http://lxd", () => $"handler {RuntimeHelpers.GetHashCode(handler)}")
            : new LxdTransport(CreateHandler(socket), ownsHandler: true, "http://lxd", socket.Identity);
        return new LxdClient(transport, options, options.Handler is null ? socket.ToString() : "the other end of a handler");
    }

    /// <summary>Asks the server what it is and can do: <c>GET /1.0</c>, once for a client that is trusted, and before the first request that needs an API extension.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer, kept from then on. A new client asks again.</returns>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual Task<LxdServer> GetServerAsync(CancellationToken cancellationToken = default) =>
        Pipeline.GetServerAsync(cancellationToken).AsTask();

    /// <inheritdoc/>
    public override string ToString() => $"LXD at {_address}";

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
    };
}
