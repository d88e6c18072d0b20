namespace LxdGen.Testing.Tests;

/// <summary>A server that is stopped and started again.</summary>
public sealed class RestartTests : EmulatorTest
{
    [Fact]
    public async Task What_is_stored_survives_on_the_same_socket()
    {
        var server = await StartAsync();
        var client = Connect(server);
        await client.StoragePools.AllAsync(Ct);

        await server.RestartAsync(Ct);

        var volume = await client.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
        Assert.Equal(["s0"], await volume.Snapshots.NamesAsync(Ct));
        Assert.Equal("first"u8, server.ReadFile("fast", "data", "a.txt"));
    }

    [Fact]
    public async Task An_operation_under_way_is_lost_with_its_work()
    {
        var server = await StartAsync();
        var volume = await VolumeAsync(server);
        var stall = server.Faults.On(IsPut).StallOperation();
        volume.Config["user.note"] = "x";
        var save = volume.SaveAsync(Ct);
        await Patience.UntilAsync(async () => (await Connect(server).Operations.AllAsync(Ct)).Count > 0, () => "The operation did not begin.");

        await server.RestartAsync(Ct);
        stall.Release();

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => save);
        Assert.True(e.WriteMayHaveHappened);
        Assert.Empty(await Connect(server).Operations.AllAsync(Ct));
        await volume.RollbackAsync(Ct);
        Assert.Empty(volume.Config);
    }

    [Fact]
    public async Task A_request_in_the_middle_of_which_it_restarts_breaks_and_changes_nothing()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        var volume = await VolumeAsync(server);
        Task? restart = null;
        server.Faults.On(IsPut).Before(() => restart = server.RestartAsync(Ct));
        volume.Config["user.note"] = "x";

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => volume.SaveAsync(Ct));

        Assert.True(e.WriteMayHaveHappened);
        await restart!;
        await volume.RollbackAsync(Ct);
        Assert.Empty(volume.Config);
    }

    [Fact]
    public async Task It_is_not_started_again_once_it_was_disposed_of()
    {
        var server = await StartAsync();
        await server.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.RestartAsync(Ct));
    }
}
