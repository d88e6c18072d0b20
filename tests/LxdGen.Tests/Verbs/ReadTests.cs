using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class ReadTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public ReadTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task All_is_one_request_and_gives_whole_objects()
    {
        _lxd.On(Wire.ListPools, Reply.Sync($"[{Wire.Pool("one")},{Wire.Pool("two", name: "p2")}]"));
        var pools = await _client.StoragePools.AllAsync(Ct);
        Assert.Equal([Wire.ListPools], _lxd.Lines);
        Assert.Equal(["p1 one dir 1GiB", "p2 two dir 1GiB"], pools.Select(p => $"{p.Name} {p.Description} {p.Driver} {p.Config["size"]}"));
        Assert.All(pools, pool => Assert.True(pool.IsLoaded && !pool.IsDirty && !pool.IsStale && pool.Managed));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task An_empty_listing_may_be_null(string metadata)
    {
        _lxd.On(Wire.ListPools, Reply.Sync(metadata)).On(Wire.ListUrls, Reply.Sync(metadata));
        Assert.Empty(await _client.StoragePools.AllAsync(Ct));
        Assert.Empty(await _client.StoragePools.NamesAsync(Ct));
    }

    [Fact]
    public async Task A_GET_has_no_body_and_no_conditions()
    {
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await _client.StoragePools.GetAsync("p1", Ct);
        Assert.Equal("lxd", _lxd.Last.Headers["Host"]);
        Assert.Equal("", _lxd.Last.Body);
        Assert.DoesNotContain(_lxd.Last.Headers.Keys, name => name.StartsWith("If-", StringComparison.OrdinalIgnoreCase) || name == "Content-Length");
    }

    [Fact]
    public async Task TryGet_and_Exists_answer_a_404_without_throwing()
    {
        _lxd.On(Wire.GetP1, Reply.Error(404, "Storage pool not found"), Reply.Error(404, "Storage pool not found"), Reply.Sync(Wire.Pool()), Reply.Sync(Wire.Pool()));
        Assert.Null(await _client.StoragePools.TryGetAsync("p1", Ct));
        Assert.False(await _client.StoragePools.ExistsAsync("p1", Ct));
        Assert.NotNull(await _client.StoragePools.TryGetAsync("p1", Ct));
        Assert.True(await _client.StoragePools.ExistsAsync("p1", Ct));
        Assert.All(_lxd.Lines, line => Assert.Equal(Wire.GetP1, line));
    }

    [Fact]
    public async Task TryGet_and_Exists_do_not_take_another_error_for_absence()
    {
        _lxd.On(Wire.GetP1, Reply.Error(403, "not authorized"), Reply.Error(500, "database is locked"));
        await Assert.ThrowsAsync<LxdForbiddenException>(() => _client.StoragePools.TryGetAsync("p1", Ct));
        await Assert.ThrowsAsync<LxdException>(() => _client.StoragePools.ExistsAsync("p1", Ct));
    }

    [Fact]
    public async Task Get_of_what_is_not_there_names_the_request_and_the_servers_words()
    {
        _lxd.On(Wire.GetP1, Reply.Error(404, "Storage pool not found"));
        var e = await Assert.ThrowsAsync<LxdNotFoundException>(() => _client.StoragePools.GetAsync("p1", Ct));
        Assert.Equal(("GET", Wire.P1, 404, "Storage pool not found"), (e.Method, e.Path, e.StatusCode, e.ServerMessage));
    }

    [Fact]
    public async Task Resources_are_read_from_their_own_path()
    {
        _lxd.On($"GET {Wire.P1}/resources", Reply.Sync("""{"space":{"used":18446744073709551615,"total":2},"inodes":{"used":3,"total":4}}"""));
        var resources = await _client.StoragePools.Handle("p1").Resources.GetAsync(Ct);
        Assert.Equal((ulong.MaxValue, 2ul, 3ul, 4ul), (resources.Space.Used, resources.Space.Total, resources.Inodes.Used, resources.Inodes.Total));
        Assert.Single(_lxd.Lines);
    }

    [Fact]
    public async Task Resources_of_a_missing_pool_are_not_found_though_the_server_says_500()
    {
        _lxd.On($"GET {Wire.P1}/resources", Reply.Error(500, "Storage pool not found"));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => _client.StoragePools.Handle("p1").Resources.GetAsync(Ct));
    }

    [Fact]
    public async Task Managed_is_true_unless_the_server_says_false()
    {
        var says = await _lxd.LoadAsync(Wire.Pool(more: ""","managed":false"""), client: _client);
        Assert.False(says.Managed);
        Assert.True((await _lxd.LoadAsync(Wire.Pool(more: ""","managed":null"""), client: _client)).Managed);
    }
}
