using System.Text.Json;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class PutTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Put_sends_what_it_is_given_with_If_Match_and_drops_edits()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["user.mine"] = "1";
        _lxd.OnSave(Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(config: """{"source":"/p1"}"""), Wire.ETag2));

        await pool.PutAsync(new() { Description = "", Config = { ["source"] = "/p1" } }, Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag, _lxd.Requests[1].IfMatch);
        Assert.Equal("""{"description":"","config":{"source":"/p1"}}""", _lxd.Requests[1].Body);
        Assert.False(pool.IsDirty);
        Assert.False(pool.Config.ContainsKey("user.mine"));
    }

    [Fact]
    public async Task Put_of_an_empty_body_sends_an_empty_config_and_no_description()
    {
        var pool = await _lxd.LoadAsync(etag: null);
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()), Reply.Sync(Wire.Pool())).On(Wire.PutP1, Reply.Sync());
        await pool.PutAsync(new(), Ct);
        Assert.Equal("""{"config":{}}""", _lxd.Requests[1].Body);
    }

    [Theory]
    [InlineData(Wire.ETag)]
    [InlineData(null)]
    public async Task Put_sends_the_callers_own_unknown_fields(string? etag)
    {
        var pool = await _lxd.LoadAsync(Wire.Pool(more: ""","newer":"server's" """), etag);
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(more: ""","newer":"server's" """), etag), Reply.Sync(Wire.Pool(), etag)).On(Wire.PutP1, Reply.Sync());

        await pool.PutAsync(new() { Description = "", Config = { ["source"] = "/p1" }, AdditionalProperties = { ["newer"] = JsonDocument.Parse("\"mine\"").RootElement } }, Ct);

        var put = Assert.Single(_lxd.Requests, request => request.Method == "PUT");
        Assert.Equal("""{"description":"","config":{"source":"/p1"},"newer":"mine"}""", put.Body);
    }

    [Fact]
    public async Task Put_of_a_handle_sends_no_If_Match_and_loads_it()
    {
        using var client = _lxd.Connect();
        var pool = client.StoragePools.Handle("p1");
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool("d")));

        await pool.PutAsync(new() { Description = "d", Config = { ["source"] = "/p1" } }, Ct);

        Assert.Equal([Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.Null(_lxd.Requests[0].IfMatch);
        Assert.Equal("d", pool.Description);
    }

    [Fact]
    public async Task Put_that_is_refused_keeps_the_edits()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["user.mine"] = "1";
        _lxd.OnSave(Reply.Error(400, "Invalid option \"bogus\""));
        await Assert.ThrowsAsync<LxdException>(() => pool.PutAsync(new() { Description = "" }, Ct));
        Assert.Equal("config.user.mine", Assert.Single(pool.Changes).Field);
        Assert.False(pool.IsStale);
    }

    [Fact]
    public async Task Put_does_not_change_or_keep_the_callers_body()
    {
        var pool = await _lxd.LoadAsync();
        var body = new StoragePoolPut { Description = "", Config = { ["source"] = "/p1" } };
        _lxd.OnSave(Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag2));
        await pool.PutAsync(body, Ct);
        Assert.Equal("/p1", Assert.Single(body.Config).Value);
        body.Config["x"] = "y";
        Assert.False(pool.IsDirty);
    }
}
