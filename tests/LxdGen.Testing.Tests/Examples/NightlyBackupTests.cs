using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests.Examples;

public sealed class NightlyBackupTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private LxdEmulator _server = null!;
    private LxdClient _lxd = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LxdEmulator.StartAsync(new() { Profile = LxdProfile.Lxd6, TimeProvider = _clock });
        _server.Seed(s => s
            .Pool("fast", p => p
                .Volume("data", v => v.File("a.txt", "first").Snapshot("s0").File("a.txt", "second"))
                .Volume("logs")));
        _lxd = _server.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        await _lxd.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_volume_gets_a_snapshot()
    {
        await new NightlyBackup(_lxd).RunAsync("fast", Ct);

        var data = await _lxd.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
        Assert.Equal(["s0", "nightly"], await data.Snapshots.NamesAsync(Ct));
        Assert.Equal("done", data.Config["user.backup"]);
    }

    [Fact]
    public async Task One_snapshot_is_asked_for_a_volume()
    {
        await new NightlyBackup(_lxd).RunAsync("fast", Ct);

        var snapshots = _server.Requests.Where(request => request.Method == "POST").Select(request => request.Path);
        Assert.Equal(["/1.0/storage-pools/fast/volumes/custom/data/snapshots", "/1.0/storage-pools/fast/volumes/custom/logs/snapshots"], snapshots);
    }

    [Fact]
    public async Task A_restore_brings_the_old_file_back()
    {
        var data = await _lxd.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
        await data.RestoreAsync("s0", Ct);
        Assert.Equal("first"u8, _server.ReadFile("fast", "data", "a.txt"));
    }

    [Fact]
    public async Task A_full_disk_stops_it()
    {
        _server.Faults.On(request => request.Path.EndsWith("/snapshots", StringComparison.Ordinal)).FailOperation("no space left on device");

        var e = await Assert.ThrowsAsync<LxdOperationFailedException>(() => new NightlyBackup(_lxd).RunAsync("fast", Ct));

        Assert.Equal("no space left on device", e.ServerMessage);
        Assert.DoesNotContain(_server.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Someone_elses_edit_survives()
    {
        _server.Faults.On(request => request.Method == "PUT").Before(() =>
            _server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.Config("user.theirs", "1")))));

        await new NightlyBackup(_lxd).RunAsync("fast", Ct);

        var data = await _lxd.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
        Assert.Equal(("1", "done"), (data.Config["user.theirs"], data.Config["user.backup"]));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_work_was_done_is_told_as_such()
    {
        _server.Faults.On(request => request.Method == "POST").CutAfter();

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => new NightlyBackup(_lxd).RunAsync("fast", Ct));

        Assert.True(e.WriteMayHaveHappened);
    }

    [Fact]
    public async Task A_restart_in_the_middle_ends_it()
    {
        var stall = _server.Faults.On(request => request.Method == "POST").StallOperation();
        var run = new NightlyBackup(_lxd).RunAsync("fast", Ct);
        await stall.WaitForStrikeAsync(Ct);

        await _server.RestartAsync(Ct);

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => run);
        Assert.True(e.WriteMayHaveHappened);
    }

    [Fact]
    public async Task A_volume_moves_to_another_server()
    {
        await using var other = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Ct);
        other.Seed(s => s.Pool("cold"));
        await using var there = other.Connect();
        var data = await _lxd.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);

        await data.MoveToAsync(there.StoragePools.Handle("cold"), new() { Mode = MigrationMode.Push }, Ct);

        Assert.Equal("second"u8, other.ReadFile("cold", "data", "a.txt"));
    }

    [Fact]
    public async Task Snapshots_go_when_their_time_is_over()
    {
        _server.Seed(s => s.Pool("fast", p => p.Volume("logs", v => v.Snapshot("brief", expiresAt: _clock.GetUtcNow().AddDays(1)))));

        _clock.Advance(TimeSpan.FromDays(2));

        var logs = await _lxd.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "logs", Ct);
        Assert.Empty(await logs.Snapshots.NamesAsync(Ct));
    }
}
