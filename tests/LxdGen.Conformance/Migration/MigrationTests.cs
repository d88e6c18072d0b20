using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Volumes that go from one server to another.</summary>
public class MigrationTests(LxdPairFixture fixture) : IAsyncLifetime
{
    private readonly List<StoragePool> _pools = [];
    private LxdClient[] _lxd = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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

    public async ValueTask InitializeAsync()
    {
        var servers = await fixture.RequireAsync();
        _lxd = [servers.Connect(0), servers.Connect(1)];
        foreach (var (lxd, name) in _lxd.Zip(["pa", "pb"]))
            _pools.Add(await lxd.StoragePools.CreateAsync(new() { Name = name, Driver = StorageDriver.Dir }, Token));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var pool in _pools)
        {
            foreach (var volume in await pool.Volumes.AllAsync())
                await volume.DeleteAsync();
            await pool.DeleteAsync();
        }

        foreach (var lxd in _lxd)
            await lxd.DisposeAsync();
    }

    [Theory, MemberData(nameof(ModesBothWays))]
    public async Task A_copy_arrives_with_its_snapshots(string mode, int from, int to)
    {
        var volume = await VolumeAsync(from);

        var copy = await volume.CopyToAsync(_pools[to], new() { Name = "copy", Mode = mode }, Token);

        Assert.Equal((_pools[to].Name, "copy", "mine", "1"), (copy.Pool.Name, copy.Name, copy.Description, copy.Config["user.a"]));
        Assert.Equal(["s1", "s2"], (await copy.Snapshots.NamesAsync(Token)).Order());
        await volume.SyncAsync(Token);
    }

    [Theory, MemberData(nameof(ModesBothWays))]
    public async Task A_moved_volume_is_deleted_at_its_source_only_when_it_has_arrived(string mode, int from, int to)
    {
        var volume = await VolumeAsync(from);

        var moved = await volume.MoveToAsync(_pools[to], new() { Mode = mode }, Token);

        Assert.Equal(["s1", "s2"], (await moved.Snapshots.NamesAsync(Token)).Order());
        Assert.Empty(await _pools[from].Volumes.AllAsync(Token));
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("push")]
    [InlineData("relay")]
    public async Task A_refresh_carries_over_what_is_new_and_asks_before_it_deletes(string mode)
    {
        var volume = await VolumeAsync(0);
        var copy = await volume.CopyToAsync(_pools[1], new() { Mode = mode }, Token);
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
        await _pools[1].Volumes.CreateAsync(new() { Name = "v1", Description = "theirs" }, Token);

        var error = await Assert.ThrowsAsync<LxdConflictException>(() => volume.MoveToAsync(_pools[1], new() { Mode = mode }, Token));

        Assert.Contains("pa/custom/v1", error.Message, StringComparison.Ordinal);
        Assert.Contains("pb/custom/v1", error.Message, StringComparison.Ordinal);
        await volume.SyncAsync(Token);
        Assert.Equal("theirs", (await _pools[1].Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token)).Description);
        await AssertNoMigrationsAsync();
    }

    private async Task AssertNoMigrationsAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        foreach (var lxd in _lxd)
        {
            // A server ends an operation that nobody connects to after ten seconds.
            while ((await lxd.Operations.AllAsync(limit.Token)).Any(operation => !operation.HasEnded))
                await Task.Delay(100, limit.Token);
        }
    }

    private async Task<StorageVolume> VolumeAsync(int server)
    {
        var volume = await _pools[server].Volumes.CreateAsync(new() { Name = "v1", Description = "mine", Config = { ["user.a"] = "1" } }, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s2", cancellationToken: Token);
        return volume;
    }
}
