using LxdGen.Testing;

namespace LxdGen.Conformance.Emulator;

/// <summary>Buckets and their keys, which newer servers have.</summary>
public sealed class BucketTests : EmulatorTest
{
    [Theory, MemberData(nameof(NewerProfiles))]
    public async Task A_bucket_comes_with_a_key_and_goes_through_all_verbs(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await PoolAsync(lxd);
        var bucket = await pool.Buckets.CreateAsync(new() { Name = "b-1", Description = "mine", Config = { ["size"] = "1GiB" } }, Token);
        Assert.Equal(("admin", StorageBucketKeyRole.Admin), (bucket.AdminKey!.Name, bucket.AdminKey.Role));
        Assert.Equal("https://s3.example/b-1", bucket.S3Url);
        bucket.Config["size"] = "2GiB";
        await bucket.SaveAsync(Token);
        await bucket.PatchAsync(new() { Config = { ["user.a"] = "1" } }, Token);
        await bucket.PatchAsync(new() { Description = "ours" }, Token);

        Assert.Equal(("ours", "2GiB", "1"), (bucket.Description, bucket.Config["size"], bucket.Config["user.a"]));
        Assert.Equal(["b-1"], await pool.Buckets.NamesAsync(Token));
        await Assert.ThrowsAsync<LxdConflictException>(() => pool.Buckets.CreateAsync(new() { Name = "b-1" }, Token));
        await bucket.DeleteAsync(Token);
        Assert.Empty(await pool.Buckets.AllAsync(Token));
    }

    [Theory, MemberData(nameof(NewerProfiles))]
    public async Task Keys_are_made_changed_and_deleted(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var bucket = await (await PoolAsync(lxd)).Buckets.CreateAsync(new() { Name = "b-1" }, Token);
        var key = await bucket.Keys.CreateAsync(new() { Name = "k1", Role = StorageBucketKeyRole.ReadOnly, SecretKey = "chosen-by-me" }, Token);
        Assert.Equal((20, "chosen-by-me"), (key.AccessKey.Length, key.SecretKey));
        key.Role = StorageBucketKeyRole.Admin;
        await key.SaveAsync(Token);
        Assert.Equal(["admin", "k1"], (await bucket.Keys.AllAsync(Token)).Select(found => found.Name));
        Assert.Equal((StorageBucketKeyRole.Admin, "chosen-by-me"), (key.Role, key.SecretKey));
        await Assert.ThrowsAsync<LxdConflictException>(() => bucket.Keys.CreateAsync(new() { Name = "k1", Role = StorageBucketKeyRole.Admin }, Token));
        await key.DeleteAsync(Token);
        Assert.Equal(["admin"], await bucket.Keys.NamesAsync(Token));
    }

    [Theory, MemberData(nameof(NewerProfiles))]
    public async Task A_bucket_is_not_overwritten_when_someone_else_has_changed_it(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await PoolAsync(lxd);
        var mine = await pool.Buckets.CreateAsync(new() { Name = "b-1" }, Token);
        var theirs = await pool.Buckets.GetAsync("b-1", Token);
        theirs.Description = "theirs";
        await theirs.SaveAsync(Token);
        mine.Description = "mine";
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => mine.SaveAsync(Token));
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task A_pool_on_a_disk_has_buckets_on_5_21_alone(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = "p1", Driver = StorageDriver.Dir }, Token);
        if (Profile(version) == LxdProfile.Lxd50)
            await Assert.ThrowsAsync<LxdExtensionMissingException>(() => pool.Buckets.AllAsync(Token));
        else if (Profile(version) == LxdProfile.Lxd521)
            Assert.Equal("b-1", (await pool.Buckets.CreateAsync(new() { Name = "b-1" }, Token)).Name);
        else
            Assert.Equal(400, (await Assert.ThrowsAsync<LxdException>(() => pool.Buckets.AllAsync(Token))).StatusCode);
    }

    [Fact]
    public async Task The_crash_of_a_server_is_not_emulated_and_the_emulator_says_so()
    {
        await using var server = await StartAsync("6.9");
        using var lxd = server.Connect();
        await (await PoolAsync(lxd)).Buckets.CreateAsync(new() { Name = "b-1", Config = { ["size"] = "1GiB" } }, Token);
        using var socket = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(server.SocketPath, token) });
        using var body = new StringContent("""{"description":"x"}""");
        using var reply = await socket.PatchAsync(new Uri("http://lxd/1.0/storage-pools/s3/buckets/b-1"), body, Token);
        Assert.Equal(501, (int)reply.StatusCode);
        Assert.Contains("Not emulated", await reply.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static Task<StoragePool> PoolAsync(LxdClient lxd) => lxd.StoragePools.CreateAsync(
        new() { Name = "s3", Driver = new StorageDriver("cephobject"), Config = { ["cephobject.radosgw.endpoint"] = "https://s3.example" } }, Token);

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(path), cancellationToken);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }
}
