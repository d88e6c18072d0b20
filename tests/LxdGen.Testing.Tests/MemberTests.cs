using System.Net;

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

    [Theory]
    [InlineData("POST", "/1.0/cluster/members")]
    [InlineData("DELETE", "/1.0/cluster/members/n2")]
    [InlineData("PUT", "/1.0/cluster")]
    public async Task Members_neither_come_nor_go(string method, string path)
    {
        using var raw = new RawClient((await StartAsync("n1", "n2")).SocketPath);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}") };

        using var response = await raw.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("Not emulated", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
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
}
