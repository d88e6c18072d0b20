using LxdGen.Raw;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>What the server cannot do is refused before anything is sent, but for reads that all servers can do.</summary>
public sealed class ExtensionTests : IDisposable
{
    private const string GetServer = "GET /1.0";

    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task An_endpoint_that_the_server_lacks_is_refused_and_nothing_is_sent()
    {
        using var client = Connect("etag");
        var error = await Assert.ThrowsAsync<LxdExtensionMissingException>(() => client.StoragePools.Handle("p1").DeleteAsync(Ct));
        Assert.Equal(("storage", "DELETE", Wire.P1, false), (error.Extension, error.Method, error.Path, error.WriteMayHaveHappened));
        Assert.Equal("The server (LXD 5.0.2) lacks the API extension 'storage', which DELETE /1.0/storage-pools/p1 needs. Nothing was sent. Upgrade the server, or do without.", error.Message);
        Assert.Equal([GetServer], _lxd.Lines);
    }

    [Fact]
    public async Task A_field_that_the_server_does_not_know_is_refused_only_if_it_says_something()
    {
        using var client = Connect("storage");
        var post = new StoragePoolsPost { Name = "p1", Driver = "dir", Description = "mine" };
        var error = await Assert.ThrowsAsync<LxdExtensionMissingException>(() => client.StoragePools.CreateAsync(post, Ct));
        Assert.Equal("entity_description", error.Extension);
        Assert.Contains("the field 'description' of StoragePoolsPost", error.Message, StringComparison.Ordinal);
        Assert.Equal([GetServer], _lxd.Lines);

        post.Description = "";
        _lxd.On(Wire.PostPools, Reply.Sync("null")).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await client.StoragePools.CreateAsync(post, Ct);
    }

    [Fact]
    public async Task A_parameter_that_the_server_does_not_know_is_refused_only_if_it_is_given()
    {
        using var client = Connect("storage");
        var pools = new StoragePoolsClient(client.Pipeline);
        var error = await Assert.ThrowsAsync<LxdExtensionMissingException>(() => pools.GetAsync("p1", target: "n1", cancellationToken: Ct));
        Assert.Equal(("clustering", "/1.0/storage-pools/p1?target=n1"), (error.Extension, error.Path));
        Assert.Contains("the parameter 'target'", error.Message, StringComparison.Ordinal);

        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await pools.GetAsync("p1", cancellationToken: Ct);
    }

    [Fact]
    public async Task The_server_is_asked_once_for_all_requests()
    {
        using var client = Connect("storage", "etag");
        _lxd.On(Wire.PatchP1, Reply.Sync(), Reply.Sync());
        var pools = new StoragePoolsClient(client.Pipeline);
        await pools.PatchAsync("p1", new(), cancellationToken: Ct);
        await pools.PatchAsync("p1", new(), cancellationToken: Ct);
        Assert.Equal([GetServer, Wire.PatchP1, Wire.PatchP1], _lxd.Lines);
    }

    [Fact]
    public async Task A_read_that_needs_only_what_all_have_is_sent_at_once()
    {
        using var client = Connect("storage");
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await client.StoragePools.GetAsync("p1", Ct);
        Assert.Equal([Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task A_read_that_is_answered_with_404_tells_whether_the_server_lacks_the_endpoint_or_the_object()
    {
        using var old = Connect();
        _lxd.On(Wire.GetP1, Reply.Error(404, "not found"), Reply.Error(404, "Storage pool not found"));
        var error = await Assert.ThrowsAsync<LxdExtensionMissingException>(() => old.StoragePools.TryGetAsync("p1", Ct));
        Assert.Equal("storage", error.Extension);
        Assert.DoesNotContain("sent", error.Message, StringComparison.Ordinal);

        using var client = Connect("storage");
        Assert.Null(await client.StoragePools.TryGetAsync("p1", Ct));
    }

    [Fact]
    public async Task A_read_that_a_server_is_known_to_lack_is_not_sent()
    {
        using var client = _lxd.Connect(options => options.KnownServer = new LxdServer(new ServerData()));
        var error = await Assert.ThrowsAsync<LxdExtensionMissingException>(() => client.StoragePools.GetAsync("p1", Ct));
        Assert.Contains("Nothing was sent.", error.Message, StringComparison.Ordinal);
        Assert.Empty(_lxd.Lines);
    }

    [Fact]
    public async Task A_404_counts_where_the_server_does_not_tell_what_it_can()
    {
        using var client = _lxd.Connect(options => options.KnownServer = null);
        _lxd.On(GetServer, Reply.Error(500, "database is locked")).On(Wire.GetP1, Reply.Error(404, "Storage pool not found"));
        Assert.False(await client.StoragePools.ExistsAsync("p1", Ct));
        Assert.Equal([Wire.GetP1, GetServer], _lxd.Lines);
    }

    [Fact]
    public async Task A_server_that_cannot_be_asked_gets_no_write()
    {
        using var client = _lxd.Connect(options => options.KnownServer = null);
        _lxd.On(GetServer, Reply.Error(500, "database is locked"));
        var error = await Assert.ThrowsAsync<LxdException>(() => client.StoragePools.Handle("p1").DeleteAsync(Ct));
        Assert.Equal((GetServer, false), ($"{error.Method} {error.Path}", error.WriteMayHaveHappened));
        Assert.Equal([GetServer], _lxd.Lines);
    }

    private LxdClient Connect(params string[] extensions)
    {
        var list = string.Join(",", extensions.Select(extension => $"\"{extension}\""));
        _lxd.On(GetServer, Reply.Sync($$"""{"environment":{"server_version":"5.0.2"},"auth":"trusted","api_extensions":[{{list}}]}"""));
        return _lxd.Connect(options => options.KnownServer = null);
    }
}
