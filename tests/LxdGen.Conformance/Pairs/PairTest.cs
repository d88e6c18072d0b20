namespace LxdGen.Conformance;

/// <summary>A test with two servers, a pool in each: <c>pa</c> and <c>pb</c>.</summary>
public abstract class PairTest : IAsyncLifetime
{
    private readonly List<StoragePool> _pools = [];
    private IServerPair? _servers;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IReadOnlyList<LxdClient> Lxd { get; private set; } = [];

    protected IReadOnlyList<StoragePool> Pools => _pools;

    protected IServerPair Servers => _servers ?? throw new InvalidOperationException("No servers.");

    /// <summary>The two servers.</summary>
    protected abstract Task<IServerPair> StartAsync();

    public virtual async ValueTask InitializeAsync()
    {
        _servers = await StartAsync();
        Lxd = [_servers.Connect(0), _servers.Connect(1)];
        foreach (var (lxd, name) in Lxd.Zip(["pa", "pb"]))
            _pools.Add(await lxd.StoragePools.CreateAsync(new() { Name = name, Driver = StorageDriver.Dir }, Token));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CleanAsync();
        foreach (var lxd in Lxd)
            await lxd.DisposeAsync();
    }

    /// <summary>Removes what the test has made.</summary>
    protected virtual async Task CleanAsync()
    {
        foreach (var pool in _pools)
        {
            foreach (var volume in await pool.Volumes.AllAsync())
                await volume.DeleteAsync();
            await pool.DeleteAsync();
        }
    }

    protected static async Task AssertNoMigrationsAsync(params IEnumerable<LxdClient> servers)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        foreach (var lxd in servers)
        {
            // A server ends an operation that nobody connects to after ten seconds.
            while ((await lxd.Operations.AllAsync(limit.Token)).Any(operation => !operation.HasEnded))
                await Task.Delay(100, limit.Token);
        }
    }

    protected async Task<StorageVolume> VolumeAsync(int server)
    {
        var volume = await _pools[server].Volumes.CreateAsync(new() { Name = "v1", Description = "mine", Config = { ["user.a"] = "1" } }, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s2", cancellationToken: Token);
        return volume;
    }
}
