namespace LxdGen.Conformance;

/// <summary>Volumes that go from one server to another.</summary>
public abstract class MigrationTests(Func<Task<IServerPair>> start) : PairTest
{
    public static TheoryData<string, int, int> ModesBothWays()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var mode in new[] { "pull", "push", "relay" })
        {
            data.Add(mode, 0, 1);
            data.Add(mode, 1, 0);
        }

        return data;
    }

    [Theory, MemberData(nameof(ModesBothWays))]
    public async Task A_copy_arrives_with_its_snapshots(string mode, int from, int to)
    {
        var volume = await VolumeAsync(from);

        var copy = await volume.CopyToAsync(Pools[to], new() { Name = "copy", Mode = mode }, Token);

        Assert.Equal((Pools[to].Name, "copy", "mine", "1"), (copy.Pool.Name, copy.Name, copy.Description, copy.Config["user.a"]));
        Assert.Equal(["s1", "s2"], (await copy.Snapshots.NamesAsync(Token)).Order());
        await volume.SyncAsync(Token);
    }

    [Theory, MemberData(nameof(ModesBothWays))]
    public async Task What_is_in_a_volume_and_its_snapshot_arrives_bit_by_bit(string mode, int from, int to)
    {
        var volume = await Pools[from].Volumes.CreateAsync(new() { Name = "v1" }, Token);
        var before = await Servers.WriteRandomAsync(from, volume, 3_000_001, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        var after = await Servers.WriteRandomAsync(from, volume, 2_000_003, Token);

        var copy = await volume.CopyToAsync(Pools[to], new() { Mode = mode }, Token);

        Assert.Equal(after, await Servers.HashAsync(to, copy, Token));
        await copy.RestoreAsync("s1", Token);
        Assert.Equal(before, await Servers.HashAsync(to, copy, Token));
    }

    [Fact]
    public async Task A_move_whose_source_cannot_be_deleted_says_that_all_has_arrived()
    {
        await VolumeAsync(0);
        using var handler = new NoDeleteHandler(Servers.SocketPathOf(0));
        await using var lxd = LxdClient.ConnectLocal(new() { Handler = handler });
        var volume = lxd.StoragePools.Handle("pa").Volumes.Handle(StorageVolumeType.Custom, "v1");

        var error = await Assert.ThrowsAsync<LxdException>(() => volume.MoveToAsync(Pools[1], new() { Mode = MigrationMode.Relay }, Token));

        Assert.StartsWith("All of ", error.Message, StringComparison.Ordinal);
        Assert.Contains(NoDeleteHandler.Words, error.Message, StringComparison.Ordinal);
        Assert.False(volume.IsDeleted);
        Assert.True(await Pools[0].Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", Token));
        Assert.Equal(["s1", "s2"], (await Pools[1].Volumes.Handle(StorageVolumeType.Custom, "v1").Snapshots.NamesAsync(Token)).Order());
    }

    [Fact]
    [Proves("GET /1.0/operations/{operationId}/websocket")]
    public async Task A_relay_passes_through_this_process()
    {
        var volume = await VolumeAsync(0);

        var copy = await volume.StartCopyToAsync(Pools[1], new() { Mode = MigrationMode.Relay }, Token);
        await copy.WaitAsync(null, Token);

        Assert.True(await Pools[1].Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", Token));
    }

    [Theory, MemberData(nameof(ModesBothWays))]
    public async Task A_moved_volume_is_deleted_at_its_source_only_when_it_has_arrived(string mode, int from, int to)
    {
        var volume = await VolumeAsync(from);

        var moved = await volume.MoveToAsync(Pools[to], new() { Mode = mode }, Token);

        Assert.Equal(["s1", "s2"], (await moved.Snapshots.NamesAsync(Token)).Order());
        Assert.Empty(await Pools[from].Volumes.AllAsync(Token));
    }

    [Fact]
    public async Task A_move_that_is_not_waited_for_at_once_deletes_the_object_when_it_has_ended()
    {
        var volume = await VolumeAsync(0);

        var move = await volume.StartMoveToAsync(Pools[1], cancellationToken: Token);
        await move.WaitAsync(null, Token);

        Assert.EndsWith("(deleted)", volume.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("push")]
    [InlineData("relay")]
    public async Task A_refresh_carries_over_what_is_new_and_asks_before_it_deletes(string mode)
    {
        var volume = await VolumeAsync(0);
        var copy = await volume.CopyToAsync(Pools[1], new() { Mode = mode }, Token);
        await copy.Snapshots.CreateAsync("only-here", cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s3", cancellationToken: Token);

        await Assert.ThrowsAsync<LxdConflictException>(() => volume.RefreshAsync(copy, new() { Mode = mode }, Token));
        await volume.RefreshAsync(copy, new() { Mode = mode, DeleteExtraSnapshots = true }, Token);

        Assert.Equal(["s1", "s2", "s3"], (await copy.Snapshots.NamesAsync(Token)).Order());
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("push")]
    [InlineData("relay")]
    public async Task A_name_that_is_taken_is_a_conflict_that_names_both_sides_and_leaves_no_operation(string mode)
    {
        var volume = await VolumeAsync(0);
        await Pools[1].Volumes.CreateAsync(new() { Name = "v1", Description = "theirs" }, Token);

        var error = await Assert.ThrowsAsync<LxdConflictException>(() => volume.MoveToAsync(Pools[1], new() { Mode = mode }, Token));

        Assert.Contains("pa/custom/v1", error.Message, StringComparison.Ordinal);
        Assert.Contains("pb/custom/v1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Both are as they were", error.Message, StringComparison.Ordinal);
        await volume.SyncAsync(Token);
        Assert.Equal("theirs", (await Pools[1].Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token)).Description);
        await AssertNoMigrationsAsync(Lxd);
    }

    [Fact]
    public async Task Files_that_are_wanted_as_a_block_device_wait_until_who_relays_goes()
    {
        await Pools[0].Volumes.CreateAsync(new() { Name = "v1" }, Token);
        using var source = await RelayedSide.StartAsync(Servers.SocketPathOf(0), "/1.0/storage-pools/pa/volumes/custom/v1", """{"name":"v1","pool":"pa","migration":true}""");
        using var target = await RelayedSide.StartAsync(Servers.SocketPathOf(1), "/1.0/storage-pools/pb/volumes/custom", """{"name":"v1","type":"custom","content_type":"block","source":{"type":"migration","mode":"push"}}""");
        source.RelayTo(target);
        Assert.Equal("Running Running", $"{(await source.WaitAsync(1))["status"]} {(await target.WaitAsync(1))["status"]}");
        Assert.True(await Pools[1].Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", Token));

        source.Cut();
        target.Cut();

        var (sourceError, targetError) = ($"{(await source.WaitAsync(30))["err"]}", $"{(await target.WaitAsync(30))["err"]}");
        Assert.StartsWith("Rsync send failed: default_v1, ", sourceError, StringComparison.Ordinal);
        Assert.Contains("use of closed network connection websocket: close 1006 (abnormal closure): unexpected EOF] (rsync: connection unexpectedly closed", sourceError, StringComparison.Ordinal);
        Assert.Equal("Error transferring storage volume: Got error reading migration source: websocket: close 1006 (abnormal closure): unexpected EOF", targetError);
    }

    protected override Task<IServerPair> StartAsync() => start();
}
