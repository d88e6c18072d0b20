namespace LxdGen.Tests;

/// <summary>A user's own code is tested against fakes written by hand, with no server and no library.</summary>
public sealed class MockTests
{
    [Fact]
    public async Task A_client_a_collection_and_a_model_can_be_faked()
    {
        using var lxd = new FakeClient();
        var pool = await GrowAsync(lxd);
        Assert.Equal("2GiB", pool.Config["size"]);
        Assert.Equal(1, ((FakePool)pool).Saves);
    }

    [Fact]
    public async Task A_faked_client_and_collection_dispose_and_list()
    {
        await using var lxd = new FakeClient();
        Assert.Equal(["fake"], await lxd.StoragePools.NamesAsync(Ct));
        Assert.Equal("9.9", (await lxd.GetServerAsync(Ct)).Version);
    }

    [Fact]
    public async Task A_raw_client_can_be_faked_under_a_real_collection()
    {
        var pools = new StoragePoolCollection(new FakeRawClient());
        Assert.Equal(["a b"], await pools.NamesAsync(Ct));
        Assert.Equal("fake", Assert.Single(await pools.AllAsync(Ct)).Description);
    }

    private static async Task<StoragePool> GrowAsync(LxdClient lxd)
    {
        var pool = await lxd.StoragePools.GetAsync("fake", Ct);
        pool.Config["size"] = "2GiB";
        await pool.SaveAsync(Ct);
        return pool;
    }

    private sealed class FakeClient : LxdClient
    {
        public override StoragePoolCollection StoragePools { get; } = new FakePools();

        public override Task<LxdServer> GetServerAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new LxdServer(new() { Environment = new() { ServerVersion = "9.9" } }));
    }

    private sealed class FakePools : StoragePoolCollection
    {
        public override Task<StoragePool> GetAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult<StoragePool>(new FakePool(name));

        public override Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<string>>(["fake"]);
    }

    private sealed class FakePool(string name) : StoragePool
    {
        public int Saves { get; private set; }

        public override string Name => name;

        public override IDictionary<string, string> Config { get; set; } = new LxdConfig();

        public override Task SaveAsync(CancellationToken cancellationToken = default)
        {
            Saves++;
            return Task.CompletedTask;
        }
    }

    private sealed class FakeRawClient : Raw.IStoragePoolsClient
    {
        public Raw.LxdPipeline Pipeline => null!;

        public Task<LxdReply<IReadOnlyList<StoragePoolData>>> ListAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new LxdReply<IReadOnlyList<StoragePoolData>>([new() { Name = "a b", Description = "fake" }]));

        public Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new LxdReply<IReadOnlyList<string>>(["/1.0/storage-pools/a b"]));

        public Task<LxdReply> CreateAsync(StoragePoolsPost body, string? target = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<LxdReply<StoragePoolData>> GetAsync(string poolName, string? target = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<LxdReply> PutAsync(string poolName, StoragePoolPut body, string? target = null, string? ifMatch = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<LxdReply> PatchAsync(string poolName, StoragePoolPut body, string? target = null, string? ifMatch = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<LxdReply> DeleteAsync(string poolName, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
