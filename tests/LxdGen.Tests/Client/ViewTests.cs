using LxdGen.Raw;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>InProject and OnMember: one client, seen from elsewhere.</summary>
public sealed class ViewTests : IDisposable
{
    private const string Server = """{"api_extensions":["storage","clustering"],"auth":"trusted","environment":{"server_version":"5.0.2"}}""";

    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public ViewTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task Requests_that_take_a_target_name_the_member()
    {
        const string Target = "?target=n%20%261";
        _lxd.On(Wire.GetP1 + Target, Reply.Sync(Wire.Pool()), Reply.Sync(Wire.Pool()), Reply.Sync(Wire.Pool())).On(Wire.PutP1 + Target, Reply.Sync()).On(Wire.DeleteP1, Reply.Sync());
        var pool = await _client.OnMember("n &1").StoragePools.GetAsync("p1", Ct);
        await pool.PutAsync(new(), Ct);
        await pool.DeleteAsync(Ct);
        Assert.Equal([Wire.GetP1 + Target, Wire.GetP1 + Target, Wire.PutP1 + Target, Wire.GetP1 + Target, Wire.DeleteP1], _lxd.Lines);
    }

    [Fact]
    public async Task A_raw_call_can_name_another_member_than_the_view()
    {
        _lxd.On($"{Wire.GetP1}?target=n2", Reply.Sync(Wire.Pool()));
        await new StoragePoolsClient(_client.OnMember("n1").Pipeline).GetAsync("p1", "n2", Ct);
        Assert.Equal([$"{Wire.GetP1}?target=n2"], _lxd.Lines);
    }

    [Fact]
    public async Task Requests_that_take_a_project_name_it_except_those_for_all_projects()
    {
        const string Volumes = $"GET {Wire.P1}/volumes?recursion=1";
        var client = new StorageVolumesClient(_client.InProject("a b").Pipeline);
        _lxd.On($"GET {Wire.P1}/volumes?project=a%20b&recursion=1", Reply.Sync("[]"))
            .On($"GET {Wire.P1}/volumes?all-projects=true&recursion=1", Reply.Sync("[]"))
            .On($"GET {Wire.P1}/volumes?project=c&recursion=1", Reply.Sync("[]"))
            .On(Volumes, Reply.Sync("[]"));
        await client.ListAsync("p1", cancellationToken: Ct);
        await client.ListAsync("p1", allProjects: true, cancellationToken: Ct);
        await client.ListAsync("p1", project: "c", cancellationToken: Ct);
        await new StorageVolumesClient(_client.Pipeline).ListAsync("p1", cancellationToken: Ct);
        Assert.Equal(4, _lxd.Requests.Count);
    }

    [Fact]
    public async Task Views_change_neither_the_client_nor_each_other()
    {
        var one = _client.OnMember("n1");
        var both = one.InProject("a").OnMember("n2").InProject("b");
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await _client.StoragePools.GetAsync("p1", Ct);
        Assert.Equal((null, null), (_client.Pipeline.Project, _client.Pipeline.Member));
        Assert.Equal((null, "n1"), (one.Pipeline.Project, one.Pipeline.Member));
        Assert.Equal(("b", "n2"), (both.Pipeline.Project, both.Pipeline.Member));
    }

    [Fact]
    public async Task The_server_is_asked_once_for_a_client_and_all_its_views()
    {
        _lxd.On("GET /1.0", Reply.Sync(Server));
        using var client = _lxd.Connect(options => options.KnownServer = null);
        var server = await client.InProject("a").OnMember("n1").GetServerAsync(Ct);
        Assert.Same(server, await client.GetServerAsync(Ct));
        Assert.Same(server, await client.OnMember("n2").GetServerAsync(Ct));
        Assert.Single(_lxd.Lines);
    }

    [Fact]
    public async Task Writers_of_one_pool_take_turns_whichever_view_they_come_through()
    {
        var release = new TaskCompletionSource();
        _lxd.On(Wire.PutP1, Reply.Sync().After(release.Task)).On(Wire.DeleteP1, Reply.Sync());
        var first = _client.StoragePools.Handle("p1").RawPutAsync(new(), cancellationToken: Ct);
        await Patience.UntilAsync(() => _lxd.Lines.Contains(Wire.PutP1), "the first write");
        var second = _client.OnMember("n1").InProject("a").StoragePools.Handle("p1").DeleteAsync(Ct);
        Assert.DoesNotContain(Wire.DeleteP1, _lxd.Lines);
        release.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal([Wire.PutP1, Wire.DeleteP1], _lxd.Lines);
    }

    [Fact]
    public async Task Disposing_of_a_view_leaves_the_client_working()
    {
        using var server = new RawServer(RawServer.Answer.Whole(Reply.Sync(Wire.Pool())), RawServer.Answer.Whole(Reply.Sync(Wire.Pool())));
        var client = server.Connect();
        var view = client.OnMember("n1");
        view.Dispose();
        await using (client.InProject("a"))
            await client.StoragePools.GetAsync("p1", Ct);
        await view.StoragePools.GetAsync("p1", Ct);
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => view.StoragePools.GetAsync("p1", Ct));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Options_name_them_from_the_start()
    {
        using var client = _lxd.Connect(options => (options.Project, options.Member) = ("a", "n1"));
        _lxd.On($"{Wire.GetP1}?target=n1", Reply.Sync(Wire.Pool()));
        await client.StoragePools.GetAsync("p1", Ct);
        Assert.Equal("LXD at the other end of a handler, project a, member n1", client.ToString());
        Assert.Equal("LXD at the other end of a handler, member n2", _client.OnMember("n2").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\0")]
    public void A_name_that_can_be_none_is_refused(string name)
    {
        Assert.Equal("project", Assert.Throws<ArgumentException>(() => _client.InProject(name)).ParamName);
        Assert.Equal("member", Assert.Throws<ArgumentException>(() => _client.OnMember(name)).ParamName);
        Assert.Equal("Project", Assert.Throws<ArgumentException>(() => _lxd.Connect(options => options.Project = name)).ParamName);
        Assert.Equal("Member", Assert.Throws<ArgumentException>(() => _lxd.Connect(options => options.Member = name)).ParamName);
        Assert.Throws<ArgumentNullException>(() => _client.InProject(null!));
    }
}
