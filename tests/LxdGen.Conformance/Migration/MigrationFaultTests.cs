using System.Diagnostics;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Migrations that end on the way.</summary>
public sealed class MigrationFaultTests(LxdPairFixture fixture) : PairTest
{
    private IReadOnlyList<LxdDaemon> _daemons = [];
    private StorageVolume? _volume;
    private string _hash = "";

    private StorageVolume Volume => _volume ?? throw new InvalidOperationException("No volume.");

    private StorageVolume Copy => Pools[1].Volumes.Handle(StorageVolumeType.Custom, "v1");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_volume, _hash) = await SlowMigration.PrepareAsync(_daemons[0], Pools[0], Token);
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("push")]
    [InlineData("relay")]
    public async Task A_cancelled_move_keeps_the_source_and_leaves_no_operation(string mode)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var move = Volume.MoveToAsync(Pools[1], new() { Mode = mode }, cancel.Token);
        await VolumeFile.WaitForFirstBytesAsync(_daemons[1], Copy, Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => move);

        await AssertNoMigrationsAsync(Lxd);
        await AssertSourceIsUntouchedAsync();
        // LXD lets nobody cancel what two servers do with each other: they end it by themselves.
        if (mode == "relay")
            await AssertCopyGoesAsync();
        else
            Assert.True(await Pools[1].Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", Token));
    }

    [Theory]
    [InlineData("pull")]
    [InlineData("relay")]
    public async Task A_move_does_not_delete_what_has_changed_on_the_way(string mode)
    {
        var move = await Volume.StartMoveToAsync(Pools[1], new() { Mode = mode }, Token);
        await VolumeFile.WaitForFirstBytesAsync(_daemons[1], Copy, Token);
        await Volume.Snapshots.CreateAsync("late", cancellationToken: Token);

        var error = await Assert.ThrowsAsync<LxdException>(() => move.WaitAsync(null, Token));

        Assert.Contains("the snapshot late is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("The source was not deleted", error.Message, StringComparison.Ordinal);
        Assert.Contains("pa/custom/v1", error.Message, StringComparison.Ordinal);
        Assert.Contains("pb/custom/v1", error.Message, StringComparison.Ordinal);
        await AssertSourceIsUntouchedAsync();
        Assert.Equal(_hash, await VolumeFile.HashAsync(_daemons[1], Copy, Token));
    }

    protected override async Task<IServerPair> StartAsync()
    {
        var servers = await fixture.RequireAsync();
        _daemons = servers.Daemons;
        return new LxdPair(servers);
    }

    // LXD removes what has arrived shortly after it has said that the operation failed.
    private async Task AssertCopyGoesAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (await Pools[1].Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", limit.Token))
            await Task.Delay(50, limit.Token);
    }

    private async Task AssertSourceIsUntouchedAsync()
    {
        Assert.Equal("mine", (await Pools[0].Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token)).Description);
        Assert.Equal(_hash, await VolumeFile.HashAsync(_daemons[0], Volume, Token));
    }
}

/// <summary>Migrations whose target dies; it is a target of their own.</summary>
public sealed class DyingTargetTests(LxdPairFixture fixture) : PairTest
{
    private LxdServers? _own;

    private LxdServers Own => _own ?? throw new InvalidOperationException("No servers.");

    [Theory]
    [InlineData("pull")]
    [InlineData("push")]
    [InlineData("relay")]
    public async Task A_move_whose_target_dies_leaves_the_source_and_names_both_sides(string mode)
    {
        var (volume, hash) = await SlowMigration.PrepareAsync(Own.Daemons[0], Pools[0], Token);
        var move = volume.MoveToAsync(Pools[1], new() { Mode = mode }, Token);
        await VolumeFile.WaitForFirstBytesAsync(Own.Daemons[1], Pools[1].Volumes.Handle(StorageVolumeType.Custom, "v1"), Token);
        using (var target = Process.GetProcessById(Own.Daemons[1].Pid))
            target.Kill();

        var error = await Assert.ThrowsAnyAsync<LxdException>(() => move);

        Assert.Contains("pa/custom/v1", error.Message, StringComparison.Ordinal);
        Assert.Contains("pb/custom/v1", error.Message, StringComparison.Ordinal);
        await AssertNoMigrationsAsync(Lxd[0]);
        Assert.Equal("mine", (await Pools[0].Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token)).Description);
        Assert.Equal(hash, await VolumeFile.HashAsync(Own.Daemons[0], volume, Token));
    }

    protected override Task CleanAsync() => _own is null ? Task.CompletedTask : _own.DisposeAsync().AsTask();

    protected override async Task<IServerPair> StartAsync()
    {
        await fixture.RequireAsync();
        _own = await LxdServers.StartAsync(2);
        return new LxdPair(_own);
    }
}

/// <summary>A migration that lasts for some seconds.</summary>
internal static class SlowMigration
{
    /// <summary>Makes the pool send slowly, and a volume with a file in it; returns the file's SHA-256 too.</summary>
    public static async Task<(StorageVolume Volume, string Hash)> PrepareAsync(LxdDaemon daemon, StoragePool pool, CancellationToken cancellationToken)
    {
        pool.Config["rsync.bwlimit"] = "5MB";
        await pool.SaveAsync(cancellationToken);
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "mine" }, cancellationToken);
        return (volume, await VolumeFile.WriteRandomAsync(daemon, volume, 40_000_000, cancellationToken));
    }
}
