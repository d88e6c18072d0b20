namespace LxdGen.Conformance;

/// <summary>Volumes of a dir pool that each member of a cluster has for itself.</summary>
public abstract class ClusterVolumeTests(ITestCluster cluster) : ClusterVolumeTest(cluster)
{
    private readonly ITestCluster _cluster = cluster;

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
        Assert.True(_cluster.Holds("n2", volume));
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

    [Fact]
    public async Task A_volume_of_another_member_moves_to_another_pool_there()
    {
        var volume = await CreateAsync("n2", "v1");

        var moved = await volume.MoveToAsync(On("n2", "other"), cancellationToken: Token);

        Assert.Equal(("other", "n2"), (moved.Pool.Name, moved.Location));
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
}
