namespace LxdGen.Conformance;

/// <summary>A test with dir pools that each member of a cluster has for itself, and volumes in them that it removes again.</summary>
public abstract class ClusterVolumeTest(ITestCluster cluster) : IAsyncLifetime
{
    protected const string PoolName = "local";

    private LxdClient? _lxd;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Connected to n1.</summary>
    protected LxdClient Lxd => _lxd ?? throw new InvalidOperationException("No cluster.");

    public async ValueTask InitializeAsync()
    {
        await cluster.ReadyAsync();
        _lxd = cluster.Connect();
        foreach (var name in new[] { PoolName, "other" })
            await Lxd.StoragePools.CreateOnMembersAsync(new() { Name = name, Driver = StorageDriver.Dir }, cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_lxd is null)
            return;
        foreach (var pool in await Lxd.StoragePools.AllAsync())
        {
            foreach (var volume in await pool.Volumes.AllAsync())
                await On(volume.Location, pool.Name).Volumes.Handle(volume.Type, volume.Name).DeleteAsync();
            await pool.DeleteAsync();
        }

        _lxd.Dispose();
    }

    protected StoragePool On(string member, string pool = PoolName) => Lxd.OnMember(member).StoragePools.Handle(pool);

    protected Task<StorageVolume> CreateAsync(string member, string name) =>
        On(member).Volumes.CreateAsync(new() { Name = name, Description = $"on {member}" }, Token);

    protected async Task<(string Description, string Location)> ReadAsync(string member, string name)
    {
        var volume = await On(member).Volumes.GetAsync(StorageVolumeType.Custom, name, Token);
        return (volume.Description, volume.Location);
    }
}
