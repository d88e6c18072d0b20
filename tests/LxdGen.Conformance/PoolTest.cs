using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>A test with a real LXD of its own, and pools that it removes again.</summary>
public abstract class PoolTest(ITestServer server) : IAsyncLifetime
{
    private readonly List<string> _created = [];
    private LxdClient? _lxd;
    private SocketsHttpHandler? _handler;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected LxdClient Lxd => _lxd ?? throw new InvalidOperationException("No daemon.");

    public async ValueTask InitializeAsync()
    {
        await server.ReadyAsync();
        _lxd = Connect();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_lxd is null)
            return;
        foreach (var name in _created)
        {
            if (await Lxd.StoragePools.TryGetAsync(name) is not { } pool)
                continue;
            foreach (var volume in await pool.Volumes.AllAsync())
                await volume.DeleteAsync();
            await pool.DeleteAsync();
        }

        await Lxd.DisposeAsync();
        _handler?.Dispose();
    }

    /// <summary>The pool through a client whose writes do not wait for ours, as those of another process.</summary>
    protected async Task<StoragePool> AsAnotherProcessAsync(StoragePool pool)
    {
        _handler ??= LxdSocket.HandlerFor(SocketPath);
        var other = LxdClient.ConnectLocal(new LxdClientOptions { Handler = _handler });
        return await other.StoragePools.GetAsync(pool.Name, Token);
    }

    protected string SocketPath => server.SocketPath;

    protected LxdClient Connect() => LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = SocketPath });

    protected string UniqueName(string prefix = "pool")
    {
        var name = server.UniqueName(prefix);
        _created.Add(name);
        return name;
    }

    protected Task<StoragePool> CreateAsync(string driver, string description = "first") =>
        CreateNamedAsync(UniqueName(driver), driver, description);

    protected Task<StoragePool> CreateNamedAsync(string name, string driver, string? description = null)
    {
        var post = new StoragePoolsPost { Name = name, Driver = driver, Description = description };
        if (driver == "btrfs")
            post.Config["size"] = "512MiB";
        return Lxd.StoragePools.CreateAsync(post, Token);
    }
}
