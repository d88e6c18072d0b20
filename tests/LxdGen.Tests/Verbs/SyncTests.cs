using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class SyncTests : IDisposable
{
    private const string Theirs = """{"size":"9GiB","source":"/p1","user.theirs":"2"}""";

    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Sync_takes_the_servers_values_and_keeps_edits()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["user.mine"] = "1";
        pool.Config.Remove("size");
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs", Theirs), Wire.ETag2));

        await pool.SyncAsync(Ct);

        Assert.Equal([Wire.GetP1], _lxd.Lines);
        Assert.Equal("theirs", pool.Description);
        Assert.Equal(["config.size", "config.user.mine"], pool.Changes.Select(change => change.Field));
        Assert.Equal(("9GiB", null), (pool.Changes[0].Old, pool.Changes[0].New));
        Assert.False(pool.Config.ContainsKey("size"));
        Assert.Equal("2", pool.Config["user.theirs"]);
    }

    [Fact]
    public async Task Sync_that_finds_the_edit_already_made_leaves_nothing_dirty()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "same";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("same")));
        await pool.SyncAsync(Ct);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task Rollback_takes_the_servers_values_and_drops_edits()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "mine";
        pool.Config["user.mine"] = "1";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs", Theirs), Wire.ETag2));

        await pool.RollbackAsync(Ct);

        Assert.Equal([Wire.GetP1], _lxd.Lines);
        Assert.Equal("theirs", pool.Description);
        Assert.False(pool.Config.ContainsKey("user.mine"));
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task Rollback_that_fails_drops_nothing()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "mine";
        _lxd.On(Wire.GetP1, Reply.Error(503, "Unavailable"));
        await Assert.ThrowsAsync<LxdException>(() => pool.RollbackAsync(Ct));
        Assert.Equal("mine", pool.Description);
        Assert.True(pool.IsDirty);
    }

    [Fact]
    public async Task A_config_map_that_is_held_stays_live_across_syncs_saves_and_assignments()
    {
        var pool = await _lxd.LoadAsync();
        var held = pool.Config;
        var theirs = Reply.Sync(Wire.Pool(config: Theirs), Wire.ETag2);
        _lxd.On(Wire.GetP1, theirs, theirs, theirs, Reply.Sync(Wire.Pool(), Wire.ETag));
        _lxd.On(Wire.PutP1, Reply.Sync());

        await pool.SyncAsync(Ct);
        Assert.Equal("9GiB", held["size"]);
        held["size"] = "10GiB";
        Assert.Equal("config.size", Assert.Single(pool.Changes).Field);
        await pool.SaveAsync(Ct);
        Assert.Equal("9GiB", held["size"]);
        pool.Config = new Dictionary<string, string> { ["a"] = "b" };
        Assert.Equal("b", Assert.Single(held).Value);
        await pool.RollbackAsync(Ct);
        Assert.Same(held, pool.Config);
        Assert.Equal("1GiB", held["size"]);
    }

    [Fact]
    public async Task Assigning_the_map_to_itself_changes_nothing()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config = pool.Config;
        Assert.Equal(2, pool.Config.Count);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task Sync_of_a_handle_loads_it()
    {
        using var client = _lxd.Connect();
        var pool = client.StoragePools.Handle("p1");
        Assert.False(pool.IsLoaded || pool.IsDirty || pool.IsStale);
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("d")));
        await pool.SyncAsync(Ct);
        Assert.True(pool.IsLoaded);
        Assert.Equal("d", pool.Description);
    }
}
