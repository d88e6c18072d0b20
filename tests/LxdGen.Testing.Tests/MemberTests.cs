using System.Net;
using System.Text.Json;

namespace LxdGen.Testing.Tests;

/// <summary>A server that answers for the members of a cluster.</summary>
public sealed class MemberTests : EmulatorTest
{
    [Fact]
    public async Task Volumes_are_seeded_on_members_and_their_files_are_read_there()
    {
        var server = await StartAsync("n1", "n2");
        server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.File("a.txt", "on n2"), member: "n2")));

        server.WriteFile("fast", "data", "b.txt", "too"u8, member: "n2");

        Assert.Equal("first"u8, server.ReadFile("fast", "data", "a.txt"));
        Assert.Equal("on n2"u8, server.ReadFile("fast", "data", "a.txt", member: "n2"));
        var error = Assert.Throws<FileNotFoundException>(() => server.ReadFile("fast", "other", "a.txt", member: "n2"));
        Assert.Contains("'n2'", error.Message, StringComparison.Ordinal);
        var all = await Connect(server).StoragePools.Handle("fast").Volumes.AllAsync(Ct);
        Assert.Equal([("data", "n1"), ("data", "n2")], all.Select(volume => (volume.Name, volume.Location)).Order());
    }

    [Fact]
    public async Task A_seeded_pool_is_on_all_members_and_each_has_the_keys_that_belong_to_it()
    {
        var server = await StartAsync("n1", "n2");
        server.Seed(s => s.Pool("loop", p => p.Config("size", "1GiB").Config("user.a", "1"), StorageDriver.Btrfs));
        var client = Connect(server);

        var pool = await client.StoragePools.GetAsync("loop", Ct);
        var there = await client.OnMember("n2").StoragePools.GetAsync("loop", Ct);

        Assert.Equal(["n1", "n2"], pool.Locations);
        Assert.Equal(["user.a"], pool.Config.Keys);
        Assert.Equal("1GiB", there.Config["size"]);
        Assert.Throws<ArgumentException>(() => server.Seed(s => s.Pool("loop", p => p.Volume("v", member: "n9"))));
    }

    [Fact]
    public async Task A_cluster_of_one_makes_a_pool_at_once()
    {
        var client = Connect(await StartAsync("solo"));

        var pool = await client.StoragePools.CreateAsync(new() { Name = "p", Driver = StorageDriver.Btrfs, Config = { ["size"] = "1GiB" } }, Ct);

        Assert.Equal(StoragePoolStatus.Created, pool.Status);
        Assert.Equal(["solo"], pool.Locations);
        Assert.Empty(pool.Config);
        Assert.Equal("1GiB", (await client.OnMember("solo").StoragePools.GetAsync("p", Ct)).Config["size"]);
    }

    [Fact]
    public async Task A_server_without_members_has_none_but_itself()
    {
        using var raw = new RawClient((await StartAsync()).SocketPath);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(raw, "/1.0/storage-pools/fast?target=none"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(raw, "/1.0/storage-pools/fast?target=n1"));
        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync(raw, "/1.0/cluster/members"));
    }

    [Fact]
    public async Task A_member_that_leaves_takes_its_volumes_along_if_it_is_forced_to()
    {
        var server = await StartAsync("n1", "n2", "n3");
        server.Seed(s => s.Pool("fast", p => p.Volume("mine").Volume("there", member: "n3")));
        using var raw = new RawClient(server.SocketPath);

        var refused = await SendAsync(raw, "DELETE", "/1.0/cluster/members/n3");
        Assert.Contains("Node still has the following custom volumes: there", refused, StringComparison.Ordinal);
        await SendAsync(raw, "DELETE", "/1.0/cluster/members/n3?force=1");

        var pool = await Connect(server).StoragePools.GetAsync("fast", Ct);
        Assert.Equal(["n1", "n2"], pool.Locations);
        Assert.DoesNotContain(await pool.Volumes.AllAsync(Ct), volume => volume.Name == "there");
        Assert.Contains(await pool.Volumes.AllAsync(Ct), volume => volume.Name == "mine");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(raw, "/1.0?target=n3"));
        Assert.Contains("\"roles\":[]", await SendAsync(raw, "GET", "/1.0/cluster/members/n2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/1.0/cluster")]
    [InlineData("DELETE", "/1.0/cluster/members/n1?force=1")]
    public async Task The_asked_member_that_leaves_has_nothing_but_its_own_config(string method, string path)
    {
        var server = await StartAsync("n1", "n2");
        server.Seed(s => s.Pool("fast"));
        using var raw = new RawClient(server.SocketPath);
        await SendAsync(raw, "PATCH", "/1.0", """{"config":{"user.a":"1","maas.machine":"m"}}""");

        await SendAsync(raw, method, path, "{}");

        Assert.Empty(await Connect(server).StoragePools.AllAsync(Ct));
        var config = await SendAsync(raw, "GET", "/1.0");
        Assert.Contains("\"maas.machine\":\"m\"", config, StringComparison.Ordinal);
        Assert.DoesNotContain("user.a", config, StringComparison.Ordinal);
        Assert.Contains("\"server_clustered\":false", config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_loses_its_use_when_there_is_another_for_the_same_name()
    {
        using var raw = new RawClient((await StartAsync("n1", "n2")).SocketPath);

        var first = await InviteAsync(raw, "n3");
        var (other, second) = (await InviteAsync(raw, "n4"), await InviteAsync(raw, "n3"));

        Assert.Contains("Cancelled", await SendAsync(raw, "GET", first), StringComparison.Ordinal);
        Assert.Contains("Running", await SendAsync(raw, "GET", other), StringComparison.Ordinal);
        var token = await SendAsync(raw, "GET", second);
        Assert.Contains("\"addresses\":[\"n1:8443\",\"n2:8443\"]", token, StringComparison.Ordinal);
        Assert.Contains("\"serverName\":\"n3\"", token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_member_that_is_forced_to_leave_takes_the_database_with_it()
    {
        using var raw = new RawClient((await StartAsync(null, options => options.Members = ["n1"])).SocketPath);

        Assert.Contains("still has the following custom volumes", await SendAsync(raw, "DELETE", "/1.0/cluster/members/n1"), StringComparison.Ordinal);
        Assert.Contains("lost leadership", await SendAsync(raw, "DELETE", "/1.0/cluster/members/n1?force=1"), StringComparison.Ordinal);

        Assert.Contains("\"status_code\":200", await SendAsync(raw, "GET", "/1.0"), StringComparison.Ordinal);
        foreach (var (method, path) in new[] { ("PATCH", "/1.0"), ("GET", "/1.0/storage-pools"), ("GET", "/1.0/cluster/members") })
            Assert.Contains("no available dqlite leader server found", await SendAsync(raw, method, path, method == "GET" ? null : "{}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/1.0/cluster", """{"enabled":true,"server_name":"n9"}""")]
    [InlineData("PATCH", "/1.0", """{"config":{"core.https_address":""}}""")]
    public async Task What_breaks_a_cluster_is_refused(string method, string path, string body)
    {
        using var raw = new RawClient((await StartAsync("n1", "n2")).SocketPath);

        Assert.Contains("Not emulated", await SendAsync(raw, method, path, body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n1", "")]
    [InlineData("none")]
    [InlineData("n1", "n1")]
    public Task Names_that_no_member_can_have_are_refused(params string[] names) =>
        Assert.ThrowsAsync<ArgumentException>(() => StartAsync(names));

    private Task<LxdEmulator> StartAsync(params string[] members) => StartAsync(null, options => options.Members = members);

    private static async Task<HttpStatusCode> StatusAsync(RawClient raw, string path)
    {
        using var response = await raw.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return response.StatusCode;
    }

    private static async Task<string> InviteAsync(RawClient raw, string name)
    {
        using var reply = JsonDocument.Parse(await SendAsync(raw, "POST", "/1.0/cluster/members", $$"""{"server_name":"{{name}}"}"""));
        return reply.RootElement.GetProperty("operation").GetString()!;
    }

    private static async Task<string> SendAsync(RawClient raw, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body) };
        using var response = await raw.Client.SendAsync(request, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }
}
