using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class ServerTests : IDisposable
{
    private const string Trusted = """{"api_extensions":["storage","etag"],"api_status":"stable","api_version":"1.0","auth":"trusted","public":false,"auth_methods":["tls"],"config":{"core.trust_password":true},"environment":{"server":"lxd","server_version":"5.0.2","storage_supported_drivers":[{"Name":"dir","Version":"1","Remote":false}]}}""";
    private const string Untrusted = """{"api_extensions":["storage"],"api_status":"stable","api_version":"1.0","auth":"untrusted","public":false,"auth_methods":["tls"]}""";
    private const string GetServer = "GET /1.0";

    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public ServerTests() => _client = Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task The_server_is_asked_once_for_a_client()
    {
        _lxd.On(GetServer, Reply.Sync(Trusted), Reply.Sync(Trusted));
        var server = await _client.GetServerAsync(Ct);
        Assert.Same(server, await _client.GetServerAsync(Ct));
        Assert.Equal([GetServer], _lxd.Lines);
        Assert.Equal(("5.0.2", true), (server.Version, server.IsTrusted));
        Assert.Equal(StorageDriver.Dir, Assert.Single(server.Environment!.StorageSupportedDrivers).Name);
        Assert.True(server.Data.Config["core.trust_password"].GetBoolean());
        using var another = Connect();
        await another.GetServerAsync(Ct);
        Assert.Equal(2, _lxd.Requests.Count);
    }

    [Fact]
    public async Task First_calls_at_once_are_one_request()
    {
        var release = new TaskCompletionSource();
        _lxd.On(GetServer, Reply.Sync(Trusted).After(release.Task));
        var calls = Enumerable.Range(0, 20).Select(_ => _client.GetServerAsync(Ct)).ToList();
        await Patience.UntilAsync(() => _lxd.Requests.Count == 1, "the GET");
        release.SetResult();
        var servers = await Task.WhenAll(calls);
        Assert.Single(servers.Distinct());
        Assert.Single(_lxd.Lines);
    }

    [Fact]
    public async Task An_answer_to_an_untrusted_client_is_not_kept()
    {
        _lxd.On(GetServer, Reply.Sync(Untrusted), Reply.Sync(Trusted));
        var server = await _client.GetServerAsync(Ct);
        Assert.Equal((false, null, null), (server.IsTrusted, server.Version, server.Environment));
        Assert.Empty(server.Data.Config);
        Assert.True((await _client.GetServerAsync(Ct)).IsTrusted);
    }

    [Fact]
    public async Task A_failure_or_a_cancelled_call_is_not_kept_and_does_not_block_the_next()
    {
        var release = new TaskCompletionSource();
        _lxd.On(GetServer, Reply.Error(503, "Unavailable"), Reply.Sync(Trusted).After(release.Task), Reply.Sync(Trusted));
        await Assert.ThrowsAsync<LxdException>(() => _client.GetServerAsync(Ct));
        using var cancel = new CancellationTokenSource();
        var first = _client.GetServerAsync(cancel.Token);
        await Patience.UntilAsync(() => _lxd.Requests.Count == 2, "the GET");
        var second = _client.GetServerAsync(Ct);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        Assert.True((await second).IsTrusted);
    }

    [Fact]
    public async Task A_missing_extension_is_named()
    {
        _lxd.On(GetServer, Reply.Sync(Trusted));
        var server = await _client.GetServerAsync(Ct);
        server.RequireExtension("storage");
        Assert.False(server.HasExtension("STORAGE"));
        var e = Assert.Throws<LxdExtensionMissingException>(() => server.RequireExtension("storage_buckets"));
        Assert.Equal("storage_buckets", e.Extension);
        Assert.Contains("storage_buckets", e.Message, StringComparison.Ordinal);
        Assert.Contains("5.0.2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extensions_may_be_null()
    {
        _lxd.On(GetServer, Reply.Sync("""{"api_extensions":null,"auth":"trusted","environment":null,"config":null}"""));
        var server = await _client.GetServerAsync(Ct);
        Assert.Empty(server.Extensions);
        Assert.Null(server.Version);
    }

    private LxdClient Connect() => _lxd.Connect(options => options.KnownServer = null);
}
