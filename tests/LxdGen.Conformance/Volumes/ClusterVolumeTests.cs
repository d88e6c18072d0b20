using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Volumes of a dir pool that each member of a cluster has for itself.</summary>
public sealed class ClusterVolumeTests(LxdClusterFixture fixture) : IAsyncLifetime
{
    private const string PoolName = "local";

    private LxdClient? _lxd;
    private LxdServers? _cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Connected to n1.</summary>
    private LxdClient Lxd => _lxd ?? throw new InvalidOperationException("No cluster.");

    public async ValueTask InitializeAsync()
    {
        _cluster = await fixture.RequireAsync();
        _lxd = _cluster.Connect();
        foreach (var name in new[] { PoolName, "other" })
            await Lxd.StoragePools.CreateOnMembersAsync(new() { Name = name, Driver = StorageDriver.Dir }, cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
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

    [Fact]
    public async Task Volumes_of_one_name_on_two_members_are_read_apart_and_listed_with_their_members()
    {
        await CreateAsync("n2", "v1");
        await CreateAsync("n3", "v1");

        Assert.Equal(("on n2", "n2"), await ReadAsync("n2", "v1"));
        Assert.Equal(("on n3", "n3"), await ReadAsync("n3", "v1"));
        var all = await Lxd.StoragePools.Handle(PoolName).Volumes.AllAsync(Token);
        Assert.Equal([("on n2", "n2"), ("on n3", "n3")], all.Select(volume => (volume.Description, volume.Location)).Order());
    }

    [Fact]
    public async Task A_volume_that_several_members_have_is_no_ones_without_a_member()
    {
        await CreateAsync("n2", "v1");
        await CreateAsync("n3", "v1");

        var error = await Assert.ThrowsAnyAsync<LxdException>(() => Lxd.StoragePools.Handle(PoolName).Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token));

        Assert.Contains("more than one cluster member", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_volume_of_another_member_is_edited_snapshot_and_renamed_there()
    {
        var volume = await CreateAsync("n2", "v1");
        volume.Config["user.a"] = "1";
        await volume.SaveAsync(Token);
        var snapshot = await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        await volume.PatchAsync(new() { Config = { ["user.b"] = "2" } }, Token);
        await snapshot.RenameAsync("s2", Token);
        await volume.RestoreAsync("s2", Token);
        await volume.RenameAsync("v2", Token);
        await volume.Backups.CreateAsync(new() { Name = "b1" }, Token);

        Assert.Equal(("on n2", "n2"), await ReadAsync("n2", "v2"));
        Assert.Equal(("1", "2"), (volume.Config["user.a"], volume.Config["user.b"]));
        Assert.Equal(["s2"], await volume.Snapshots.NamesAsync(Token));
        Assert.Equal(["b1"], await volume.Backups.NamesAsync(Token));
        Assert.True(Directory.Exists(VolumeFile.DirectoryOf(Daemon("n2"), volume)));
    }

    [Fact]
    public async Task What_only_one_member_has_is_found_without_naming_it()
    {
        await CreateAsync("n2", "v1");

        var volume = await Lxd.StoragePools.Handle(PoolName).Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        await volume.RenameAsync("v2", Token);

        Assert.Equal(("on n2", "n2"), await ReadAsync("n2", "v2"));
    }

    [Theory]
    [InlineData("n1", "n2")]
    [InlineData("n2", "n1")]
    [InlineData("n2", "n3")]
    public async Task A_copy_to_another_member_carries_data_and_snapshots(string from, string to)
    {
        var volume = await CreateAsync(from, "v1");
        var hash = await VolumeFile.WriteRandomAsync(Daemon(from), volume, 100_000, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        var copy = await volume.CopyToAsync(On(to), new() { Name = "copy" }, Token);

        Assert.Equal((to, $"on {from}"), (copy.Location, copy.Description));
        Assert.Equal(["s1"], await copy.Snapshots.NamesAsync(Token));
        Assert.Equal(hash, await VolumeFile.HashAsync(Daemon(to), copy, Token));
        await volume.SyncAsync(Token);
    }

    [Theory]
    [InlineData("n1", "n2")]
    [InlineData("n2", "n1")]
    [InlineData("n2", "n3")]
    public async Task A_copy_keeps_its_name_on_another_member_named_by_an_option(string from, string to)
    {
        var volume = await CreateAsync(from, "v1");

        var copy = await volume.CopyToAsync(Lxd.StoragePools.Handle(PoolName), new() { Member = to }, Token);

        Assert.Equal((to, "v1"), (copy.Location, copy.Name));
        Assert.Equal(($"on {from}", from), await ReadAsync(from, "v1"));
    }

    [Theory]
    [InlineData("n1", "n2", PoolName)]
    [InlineData("n2", "n1", PoolName)]
    [InlineData("n2", "n3", PoolName)]
    [InlineData("n2", "n3", "other")]
    public async Task A_move_to_another_member_carries_data_and_snapshots(string from, string to, string pool)
    {
        var volume = await CreateAsync(from, "v1");
        var hash = await VolumeFile.WriteRandomAsync(Daemon(from), volume, 100_000, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        var moved = await volume.MoveToAsync(On(to, pool), new() { Name = "moved" }, Token);

        Assert.Equal((to, $"on {from}", pool, "moved"), (moved.Location, moved.Description, moved.Pool.Name, moved.Name));
        Assert.Equal(["s1"], await moved.Snapshots.NamesAsync(Token));
        Assert.Equal(hash, await VolumeFile.HashAsync(Daemon(to), moved, Token));
        Assert.False(await On(from).Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", Token));
    }

    [Fact]
    public async Task A_volume_read_without_a_member_moves_from_where_it_is()
    {
        await CreateAsync("n2", "v1");
        var volume = await Lxd.StoragePools.Handle(PoolName).Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token);

        var moved = await volume.MoveToAsync(On("n3"), cancellationToken: Token);

        Assert.Equal("n3", moved.Location);
        Assert.Equal(["n3"], (await Lxd.StoragePools.Handle(PoolName).Volumes.AllAsync(Token)).Select(found => found.Location));
    }

    [Fact]
    public async Task A_volume_of_another_member_moves_to_another_pool_there()
    {
        var volume = await CreateAsync("n2", "v1");

        var moved = await volume.MoveToAsync(On("n2", "other"), cancellationToken: Token);

        Assert.Equal(("other", "n2"), (moved.Pool.Name, moved.Location));
    }

    [Fact]
    public async Task A_refresh_from_another_member_brings_new_snapshots()
    {
        var volume = await CreateAsync("n2", "v1");
        var copy = await volume.CopyToAsync(On("n3"), cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        await volume.RefreshAsync(copy, cancellationToken: Token);

        Assert.Equal(["s1"], await copy.Snapshots.NamesAsync(Token));
    }

    [Fact]
    public async Task What_happens_on_another_member_is_told_and_waited_for()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await using var events = Lxd.Events.ReadAllAsync(new() { Types = ["lifecycle"] }, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = events.MoveNextAsync().AsTask();
        var volume = await CreateAsync("n2", "v1");
        var operation = await volume.StartCopyToAsync(On("n2", "other"), cancellationToken: Token);

        await operation.WaitAsync(null, Token);

        Assert.Equal(OperationStatus.Success, operation.Status);
        Assert.Equal("n2", operation.Data.Location);
        Assert.True(await next);
        while (events.Current is not LxdLifecycleEvent { Location: "n2" })
            Assert.True(await events.MoveNextAsync());
    }

    private StoragePool On(string member, string pool = PoolName) => Lxd.OnMember(member).StoragePools.Handle(pool);

    private LxdDaemon Daemon(string member) => _cluster!.Daemons[member[1] - '1'];

    private Task<StorageVolume> CreateAsync(string member, string name) =>
        On(member).Volumes.CreateAsync(new() { Name = name, Description = $"on {member}" }, Token);

    private async Task<(string Description, string Location)> ReadAsync(string member, string name)
    {
        var volume = await On(member).Volumes.GetAsync(StorageVolumeType.Custom, name, Token);
        return (volume.Description, volume.Location);
    }
}
