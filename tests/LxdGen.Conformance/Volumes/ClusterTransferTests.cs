namespace LxdGen.Conformance;

/// <summary>Volumes on their way from one member of a cluster to another, which the members of an LXD 5.0 carry as two servers do.</summary>
public abstract class ClusterTransferTests(ITestCluster cluster) : ClusterVolumeTest(cluster)
{
    private readonly ITestCluster _cluster = cluster;

    [Theory]
    [InlineData("n1", "n2")]
    [InlineData("n2", "n1")]
    [InlineData("n2", "n3")]
    public async Task A_copy_to_another_member_carries_data_and_snapshots(string from, string to)
    {
        var volume = await CreateAsync(from, "v1");
        var hash = await _cluster.WriteRandomAsync(from, volume, 100_000, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        var copy = await volume.CopyToAsync(On(to), new() { Name = "copy" }, Token);

        Assert.Equal((to, $"on {from}"), (copy.Location, copy.Description));
        Assert.Equal(["s1"], await copy.Snapshots.NamesAsync(Token));
        Assert.Equal(hash, await _cluster.HashAsync(to, copy, Token));
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
        var hash = await _cluster.WriteRandomAsync(from, volume, 100_000, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        var moved = await volume.MoveToAsync(On(to, pool), new() { Name = "moved" }, Token);

        Assert.Equal((to, $"on {from}", pool, "moved"), (moved.Location, moved.Description, moved.Pool.Name, moved.Name));
        Assert.Equal(["s1"], await moved.Snapshots.NamesAsync(Token));
        Assert.Equal(hash, await _cluster.HashAsync(to, moved, Token));
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
    public async Task A_refresh_from_another_member_brings_new_snapshots()
    {
        var volume = await CreateAsync("n2", "v1");
        var copy = await volume.CopyToAsync(On("n3"), cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        await volume.RefreshAsync(copy, cancellationToken: Token);

        Assert.Equal(["s1"], await copy.Snapshots.NamesAsync(Token));
    }
}
