using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class ConflictTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task A_difference_found_by_comparing_is_named_and_nothing_is_sent()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "mine";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs", """{"size":"9GiB","source":"/p1","user.secret":"hunter2"}"""), Wire.ETag2));

        var e = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.SaveAsync(Ct));

        Assert.Equal([Wire.GetP1], _lxd.Lines);
        Assert.Contains("description", e.Message, StringComparison.Ordinal);
        Assert.Contains("config.size", e.Message, StringComparison.Ordinal);
        Assert.Contains("config.user.secret", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
        Assert.False(e.WriteMayHaveHappened);
        Assert.Equal("mine", pool.Description);
        Assert.True(pool.IsDirty && pool.IsStale);
    }

    [Fact]
    public async Task A_412_keeps_the_edits_marks_the_object_stale_and_says_what_the_server_said()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Error(412, $"ETag doesn't match: {Wire.ETag2} vs {Wire.ETag}"));

        var e = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.SaveAsync(Ct));

        Assert.Equal([Wire.GetP1, Wire.PutP1], _lxd.Lines);
        Assert.Equal($"ETag doesn't match: {Wire.ETag2} vs {Wire.ETag}", e.ServerMessage);
        Assert.Equal(("PUT", Wire.P1, 412), (e.Method, e.Path, e.StatusCode));
        Assert.Equal("2GiB", pool.Config["size"]);
        Assert.True(pool.IsDirty && pool.IsStale);
    }

    [Fact]
    public async Task After_a_conflict_Sync_takes_their_values_under_the_edits_and_Save_goes_through()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["user.mine"] = "1";
        _lxd.OnSave(Reply.Error(412, "ETag doesn't match"));
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.SaveAsync(Ct));
        const string Theirs = """{"size":"9GiB","source":"/p1","user.theirs":"2"}""";
        var theirs = Reply.Sync(Wire.Pool(config: Theirs), Wire.ETag2);
        _lxd.On(Wire.GetP1, theirs, theirs, Reply.Sync(Wire.Pool(), Wire.ETag2)).On(Wire.PutP1, Reply.Sync());

        await pool.SyncAsync(Ct);
        Assert.Equal(("9GiB", "2", "1"), (pool.Config["size"], pool.Config["user.theirs"], pool.Config["user.mine"]));
        await pool.SaveAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1, Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag2, _lxd.Requests[4].IfMatch);
        JsonAssert.Equal("""{"description":"","config":{"size":"9GiB","source":"/p1","user.theirs":"2","user.mine":"1"}}""", _lxd.Requests[4].Body);
    }

    [Fact]
    public async Task A_stale_object_is_compared_before_it_is_saved_again()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Error(500, "database is locked"));
        await Assert.ThrowsAsync<LxdException>(() => pool.SaveAsync(Ct));
        Assert.True(pool.IsStale && pool.IsDirty);
        _lxd.Forget();
        _lxd.OnSave(Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag));

        await pool.SaveAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.False(pool.IsStale);
    }

    [Fact]
    public async Task Put_of_what_the_ETag_does_not_cover_compares_too()
    {
        var pool = await _lxd.LoadAsync("""{"name":"p1","driver":"dir","description":"old","config":{"source":"/p1"}}""");
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs", """{"source":"/p1"}"""), Wire.ETag));

        var e = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.PutAsync(new() { Description = "mine", Config = { ["source"] = "/p1" } }, Ct));

        Assert.Contains("description", e.Message, StringComparison.Ordinal);
        Assert.Equal([Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task An_empty_ETag_is_none()
    {
        using var lxd = new FakeLxd();
        var pool = await lxd.LoadAsync(etag: "");
        lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), ""), Reply.Sync(Wire.Pool(), "")).On(Wire.PutP1, Reply.Sync());
        pool.Config["size"] = "2GiB";
        await pool.SaveAsync(Ct);
        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], lxd.Lines);
    }
}
