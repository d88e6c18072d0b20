using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class PatchTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Patch_that_names_the_description_is_two_requests()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.PatchP1, Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool("new"), Wire.ETag2));

        await pool.PatchAsync(new() { Description = "new", Config = { ["user.a"] = "1" } }, Ct);

        Assert.Equal([Wire.PatchP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag, _lxd.Requests[0].IfMatch);
        Assert.Equal("""{"description":"new","config":{"user.a":"1"}}""", _lxd.Requests[0].Body);
        Assert.Equal("new", pool.Description);
    }

    [Fact]
    public async Task Patch_without_description_is_completed_from_a_fresh_GET()
    {
        var pool = await _lxd.LoadAsync(Wire.Pool("old"));
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs"), Wire.ETag2), Reply.Sync(Wire.Pool("theirs"), Wire.ETag2)).On(Wire.PatchP1, Reply.Sync());

        await pool.PatchAsync(new() { Config = { ["user.a"] = "1" } }, Ct);

        Assert.Equal([Wire.GetP1, Wire.PatchP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag2, _lxd.Requests[1].IfMatch);
        Assert.Equal("""{"description":"theirs","config":{"user.a":"1"}}""", _lxd.Requests[1].Body);
    }

    [Fact]
    public async Task Patch_drops_edits_once_it_has_succeeded()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "edited";
        _lxd.On(Wire.PatchP1, Reply.Error(400, "no"), Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool("patched")));

        await Assert.ThrowsAsync<LxdException>(() => pool.PatchAsync(new() { Description = "patched" }, Ct));
        Assert.Equal("edited", pool.Description);
        await pool.PatchAsync(new() { Description = "patched" }, Ct);

        Assert.Equal("patched", pool.Description);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task Patch_does_not_change_the_callers_body()
    {
        var pool = await _lxd.LoadAsync(Wire.Pool("old"));
        var body = new StoragePoolPut { Config = { ["user.a"] = "1" } };
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("old")), Reply.Sync(Wire.Pool("old"))).On(Wire.PatchP1, Reply.Sync());
        await pool.PatchAsync(body, Ct);
        Assert.Null(body.Description);
    }

    [Fact]
    public async Task Patch_of_a_handle_works_without_a_Sync()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("d"), Wire.ETag), Reply.Sync(Wire.Pool("d"), Wire.ETag2)).On(Wire.PatchP1, Reply.Sync());
        var pool = client.StoragePools.Handle("p1");
        await pool.PatchAsync(new() { Config = { ["user.a"] = "1" } }, Ct);
        Assert.Equal([Wire.GetP1, Wire.PatchP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag, _lxd.Requests[1].IfMatch);
        Assert.True(pool.IsLoaded);
    }

    [Fact]
    public async Task A_conflict_is_told_and_nothing_is_repeated()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.PatchP1, Reply.Error(412, "ETag doesn't match: a vs b"));
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.PatchAsync(new() { Description = "x" }, Ct));
        Assert.Equal([Wire.PatchP1], _lxd.Lines);
    }

    [Fact]
    public async Task Patch_of_a_stale_object_does_not_send_the_old_ETag()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.PatchP1, Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await pool.RawPutAsync(new(), cancellationToken: Ct);
        await pool.PatchAsync(new() { Description = "x" }, Ct);
        Assert.NotEqual(Wire.ETag, _lxd.Requests[1].IfMatch);
    }
}
