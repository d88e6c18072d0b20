using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests;

/// <summary>Migrations between two emulators that go wrong. Those that go well run in the conformance tests.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<LxdEmulator> _servers = [];
    private readonly List<LxdClient> _clients = [];

    public static TheoryData<string> Modes => ["pull", "push", "relay"];

    private StoragePool Target => _clients[1].StoragePools.Handle("cold");

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            _servers.Add(await LxdEmulator.StartAsync(new() { HttpsPort = 0, TimeProvider = _clock }));
            _clients.Add(_servers[i].Connect());
        }

        _servers[0].Seed(s => s.Pool("fast", p => p.Volume("data", v => v.File("a.txt", "first").Snapshot("s0"))));
        _servers[1].Seed(s => s.Pool("cold"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_target_that_fails_leaves_the_source_as_it_was(string mode)
    {
        _servers[1].Faults.On(request => request.Method == "POST").FailOperation("no space left on device");
        var volume = await VolumeAsync();

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.MoveToAsync(Target, new() { Mode = mode }, Ct));

        Assert.Contains("no space left on device", e.Message, StringComparison.Ordinal);
        Assert.Equal("first"u8, _servers[0].ReadFile("fast", "data", "a.txt"));
        Assert.Empty(await Target.Volumes.AllAsync(Ct));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_name_that_is_taken_on_the_way_is_told(string mode)
    {
        var volume = await VolumeAsync();
        _servers[1].Faults.On(request => request.Method == "POST").Before(() => _servers[1].Seed(s => s.Pool("cold", p => p.Volume("data"))));

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.CopyToAsync(Target, new() { Mode = mode }, Ct));

        Assert.Contains("already exists", e.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_server_that_is_started_again_on_the_way_loses_the_migration_and_not_the_volume(string mode)
    {
        var stall = _servers[1].Faults.On(request => request.Method == "POST").StallOperation();
        var volume = await VolumeAsync();
        var move = volume.MoveToAsync(Target, new() { Mode = mode }, Ct);
        await stall.WaitForStrikeAsync(Ct);

        await _servers[1].RestartAsync(Ct);

        // Who waits for the other side does so for ten seconds.
        await Assert.ThrowsAnyAsync<LxdException>(() => _clock.DriveAsync(move));
        Assert.Equal("first"u8, _servers[0].ReadFile("fast", "data", "a.txt"));
    }

    [Fact]
    public async Task A_source_that_fails_before_it_pushes_lets_go_of_the_target()
    {
        _servers[0].Faults.On(request => request.Method == "POST").FailOperation("read error");
        var volume = await VolumeAsync();

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.CopyToAsync(Target, new() { Mode = MigrationMode.Push }, Ct));

        Assert.Contains("read error", e.Message, StringComparison.Ordinal);
        await Patience.UntilAsync(async () => (await _clients[1].Operations.AllAsync(Ct)).All(operation => operation.HasEnded), () => "The target still waits.");
        Assert.Empty(await Target.Volumes.AllAsync(Ct));
    }

    [Fact]
    public async Task A_target_without_secrets_fails_the_operation()
    {
        var reply = await (await VolumeAsync()).RawPostAsync(new() { Name = "data", Migration = true, Target = new() }, Ct);

        var e = await Assert.ThrowsAsync<LxdOperationFailedException>(() => reply.Operation!.WaitAsync(null, Ct));

        Assert.Equal("Empty websocket connection", e.ServerMessage);
    }

    [Fact]
    public async Task What_nobody_fetches_ends_after_ten_seconds()
    {
        var began = _clock.GetUtcNow();
        var reply = await (await VolumeAsync()).RawPostAsync(new() { Name = "data", Migration = true }, Ct);

        var e = await Assert.ThrowsAsync<LxdOperationFailedException>(() => _clock.DriveAsync(reply.Operation!.WaitAsync(null, Ct)));

        Assert.Equal("Timed out waiting for connections", e.ServerMessage);
        Assert.True(_clock.GetUtcNow() - began >= TimeSpan.FromSeconds(10), "It did not wait.");
    }

    private Task<StorageVolume> VolumeAsync() => _clients[0].StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
}
