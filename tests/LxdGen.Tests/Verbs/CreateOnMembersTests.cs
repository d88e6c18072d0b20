using LxdGen.Models;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>A pool created over the members of a cluster: exact requests, and what is undone when one of them fails.</summary>
public sealed class CreateOnMembersTests : IDisposable
{
    private const string GetServer = "GET /1.0";
    private const string GetMembers = "GET /1.0/cluster/members?recursion=1";
    private const string PostN1 = $"{Wire.PostPools}?target=n1";
    private const string PostN2 = $"{Wire.PostPools}?target=n2";

    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public CreateOnMembersTests()
    {
        _client = _lxd.Connect();
        _lxd.On(GetServer, Server(clustered: true)).On(GetMembers, Reply.Sync("""[{"server_name":"n2"},{"server_name":"n1"}]"""));
    }

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task Keys_of_a_member_go_to_each_member_and_the_others_to_all()
    {
        _lxd.On(Wire.GetP1, NotFound, Reply.Sync(Wire.Pool())).On(PostN1, Created).On(PostN2, Created).On(Wire.PostPools, Created);
        var post = new StoragePoolsPost { Name = "p1", Driver = "zfs", Description = "big", Config = { ["size"] = "1GiB", ["zfs.pool_name"] = "tank", ["volume.size"] = "2GiB" } };

        var pool = await _client.StoragePools.CreateOnMembersAsync(post, new Dictionary<string, LxdConfig> { ["n2"] = new() { ["size"] = "5GiB", ["source"] = "/dev/sdb" } }, Ct);

        Assert.Equal("p1", pool.Name);
        Assert.Equal([GetServer, GetMembers, Wire.GetP1, PostN1, PostN2, Wire.PostPools, Wire.GetP1], _lxd.Lines);
        var bodies = _lxd.Requests.Where(request => request.Method == "POST").Select(request => request.Body).ToList();
        JsonAssert.Equal("""{"name":"p1","driver":"zfs","config":{"size":"1GiB","zfs.pool_name":"tank"}}""", bodies[0]);
        JsonAssert.Equal("""{"name":"p1","driver":"zfs","config":{"size":"5GiB","source":"/dev/sdb","zfs.pool_name":"tank"}}""", bodies[1]);
        JsonAssert.Equal("""{"name":"p1","driver":"zfs","description":"big","config":{"volume.size":"2GiB"}}""", bodies[2]);
        Assert.Equal(3, post.Config.Count);
    }

    [Fact]
    public async Task What_is_pending_is_removed_when_a_member_refuses()
    {
        _lxd.On(Wire.GetP1, NotFound, Pending).On(PostN1, Created).On(PostN2, Reply.Error(500, "no such disk")).On(Wire.DeleteP1, Reply.Sync());

        var e = await Assert.ThrowsAsync<LxdException>(CreateAsync);

        Assert.Equal("no such disk", e.ServerMessage);
        Assert.Contains("target=n2", e.Message, StringComparison.Ordinal);
        Assert.Equal([PostN1, PostN2, Wire.GetP1, Wire.DeleteP1], _lxd.Lines.Skip(3));
    }

    [Fact]
    public async Task What_is_half_made_is_removed_when_the_request_for_all_is_refused()
    {
        _lxd.On(Wire.GetP1, NotFound, Reply.Sync(Wire.Pool().Replace("Created", "Errored", StringComparison.Ordinal))).On(PostN1, Created).On(PostN2, Created).On(Wire.PostPools, Reply.Error(500, "no such disk")).On(Wire.DeleteP1, Reply.Sync());

        var e = await Assert.ThrowsAsync<LxdException>(CreateAsync);

        Assert.Equal("no such disk", e.ServerMessage);
        Assert.Equal(Wire.DeleteP1, _lxd.Lines[^1]);
    }

    [Fact]
    public async Task What_could_not_be_removed_is_named()
    {
        _lxd.On(Wire.GetP1, NotFound, Pending).On(PostN1, Created).On(PostN2, Reply.Error(500, "no such disk")).On(Wire.DeleteP1, Reply.Error(500, "n1 is down"));

        var e = await Assert.ThrowsAsync<LxdException>(CreateAsync);

        Assert.True(e.WriteMayHaveHappened);
        Assert.All(["no such disk", "'p1' is left unfinished", "n1 is down"], part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_pending_is_removed_when_the_token_is_cancelled(bool removable)
    {
        using var cancel = new CancellationTokenSource();
        _lxd.On(Wire.GetP1, NotFound, Pending).On(PostN1, Created.After(cancel.Cancel)).On(Wire.DeleteP1, removable ? Reply.Sync() : Reply.Error(500, "n1 is down"));

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.StoragePools.CreateOnMembersAsync(Post(), cancellationToken: cancel.Token));

        Assert.Equal([PostN1, Wire.GetP1, Wire.DeleteP1], _lxd.Lines.Skip(3));
        Assert.Equal(!removable, e.Message.Contains("'p1' is left unfinished", StringComparison.Ordinal));
        Assert.Equal(!removable, e.InnerException is LxdException { WriteMayHaveHappened: true });
    }

    [Fact]
    public async Task Nothing_is_removed_when_the_first_member_refuses()
    {
        _lxd.On(Wire.GetP1, NotFound).On(PostN1, Reply.Error(400, "already defined on member"));
        await Assert.ThrowsAsync<LxdException>(CreateAsync);
        Assert.Equal(PostN1, _lxd.Lines[^1]);
    }

    [Fact]
    public async Task A_pool_that_was_finished_by_someone_else_is_not_removed()
    {
        _lxd.On(Wire.GetP1, NotFound, Reply.Sync(Wire.Pool())).On(PostN1, Created).On(PostN2, Reply.Error(500, "is not in pending state"));
        await Assert.ThrowsAsync<LxdException>(CreateAsync);
        Assert.Equal(Wire.GetP1, _lxd.Lines[^1]);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_conflict_before_anything_is_sent()
    {
        _lxd.On(Wire.GetP1, Pending);
        var e = await Assert.ThrowsAsync<LxdConflictException>(CreateAsync);
        Assert.Contains("Pending", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_lxd.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task A_server_that_is_not_in_a_cluster_is_refused_before_anything_is_sent()
    {
        using var lxd = new FakeLxd();
        using var client = lxd.Connect();
        lxd.On(GetServer, Server(clustered: false));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StoragePools.CreateOnMembersAsync(Post(), cancellationToken: Ct));
        Assert.Equal([GetServer], lxd.Lines);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.OnMember("n1").StoragePools.CreateOnMembersAsync(Post(), cancellationToken: Ct));
        Assert.Single(lxd.Lines);
    }

    [Theory]
    [InlineData("n3", "size", "n1, n2")]
    [InlineData("n1", "volume.size", "'volume.size'")]
    public async Task A_wrong_member_or_key_is_refused_before_anything_is_sent(string member, string key, string named)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => _client.StoragePools.CreateOnMembersAsync(Post(), new Dictionary<string, LxdConfig> { [member] = new() { [key] = "1GiB" } }, Ct));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_lxd.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void All_keys_of_the_file_are_known()
    {
        using var file = new StreamReader(typeof(ConfigKeys).Assembly.GetManifestResourceStream("config-keys.yaml")!);
        Assert.Equal(file.ReadToEnd().Split("{ scope: member }").Length - 1, ConfigKeys.OfPoolMember.Count);
        Assert.Contains("volatile.initial_source", ConfigKeys.OfPoolMember.AsEnumerable());
    }

    private static Reply NotFound => Reply.Error(404, "Storage pool not found");

    private static Reply Created => Reply.Created(Wire.P1);

    private static Reply Pending => Reply.Sync(Wire.Pool().Replace("Created", "Pending", StringComparison.Ordinal));

    private static Reply Server(bool clustered) => Reply.Sync($$"""{"auth":"trusted","environment":{"server_clustered":{{(clustered ? "true" : "false")}} } }""");

    private static StoragePoolsPost Post() => new() { Name = "p1", Driver = StorageDriver.Dir };

    private Task CreateAsync() => _client.StoragePools.CreateOnMembersAsync(Post(), cancellationToken: Ct);
}
