using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class SaveTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Save_without_edits_sends_nothing()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = pool.Description;
        pool.Config["size"] = "1GiB";

        await pool.SaveAsync(Ct);

        Assert.Empty(_lxd.Lines);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task Save_of_a_handle_that_was_never_read_sends_nothing()
    {
        using var client = _lxd.Connect();
        await client.StoragePools.Handle("p1").SaveAsync(Ct);
        Assert.Empty(_lxd.Lines);
    }

    [Fact]
    public async Task Save_of_a_pool_compares_first_since_its_ETag_leaves_out_the_description_and_sends_the_newer_ETag()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag2), Reply.Sync(Wire.Pool(config: """{"size":"2147483648","source":"/p1"}"""), Wire.ETag));
        _lxd.On(Wire.PutP1, Reply.Sync());

        await pool.SaveAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        var put = _lxd.Requests[1];
        Assert.Equal(Wire.ETag2, put.IfMatch);
        Assert.Equal("application/json", put.Headers["Content-Type"]);
        Assert.Equal("""{"description":"","config":{"size":"2GiB","source":"/p1"}}""", put.Body);
        Assert.Equal("2147483648", pool.Config["size"]);
        Assert.False(pool.IsDirty || pool.IsStale);
    }

    [Fact]
    public async Task Save_of_a_config_edit_does_not_overwrite_a_description_that_the_ETag_does_not_tell_of()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs"), Wire.ETag));

        var e = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.SaveAsync(Ct));

        Assert.Contains("description", e.Message, StringComparison.Ordinal);
        Assert.Equal([Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task Save_after_All_reads_and_compares_first_since_a_listing_has_no_ETags()
    {
        _lxd.On(Wire.ListPools, Reply.Sync($"[{Wire.Pool()}]"));
        using var client = _lxd.Connect();
        var pool = Assert.Single(await client.StoragePools.AllAsync(Ct));
        _lxd.Forget();
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag), Reply.Sync(Wire.Pool(), Wire.ETag)).On(Wire.PutP1, Reply.Sync());

        await pool.SaveAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag, _lxd.Requests[1].IfMatch);
    }

    [Fact]
    public async Task Save_to_a_server_without_ETags_sends_no_If_Match()
    {
        var pool = await _lxd.LoadAsync(etag: null);
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()), Reply.Sync(Wire.Pool())).On(Wire.PutP1, Reply.Sync());

        await pool.SaveAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.DoesNotContain("If-Match", _lxd.Requests[1].Headers.Keys);
    }

    [Theory]
    [InlineData("\"quoted\"")]
    [InlineData("W/\"weak\"")]
    public async Task An_ETag_goes_back_exactly_as_it_came(string etag)
    {
        var pool = await _lxd.LoadAsync(etag: etag);
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(), etag), Reply.Sync(Wire.Pool()));
        await pool.SaveAsync(Ct);
        Assert.Equal(etag, _lxd.Requests[1].IfMatch);
    }

    [Fact]
    public async Task Save_sends_removed_keys_as_missing_and_empty_values_as_they_are()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config.Remove("size");
        pool.Config["user.x"] = "";
        _lxd.OnSave(Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag));

        await pool.SaveAsync(Ct);

        JsonAssert.Equal("""{"description":"","config":{"source":"/p1","user.x":""}}""", _lxd.Requests[1].Body);
    }
}
