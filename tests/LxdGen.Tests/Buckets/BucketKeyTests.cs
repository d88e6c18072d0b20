using LxdGen.Tests.Fakes;
using static LxdGen.Tests.BucketWire;

namespace LxdGen.Tests;

public sealed class BucketKeyTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public BucketKeyTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    private StorageBucketKeyCollection OfB1 => _client.StoragePools.Handle("p1").Buckets.Handle("b1").Keys;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Proves("POST /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys")]
    [Proves("GET /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}")]
    public async Task A_key_is_created_and_read_with_what_the_server_chose(bool isAsync)
    {
        _lxd.On($"POST {Keys}", isAsync ? Reply.Async(Wire.Running) : Reply.Sync(Key())).On(Wire.WaitOperation, Reply.Sync(Made(Key()))).On($"GET {K1}", Reply.Sync(Key()));
        var key = await OfB1.CreateAsync(new() { Name = "k1", Role = StorageBucketKeyRole.ReadOnly }, Ct);

        Assert.Equal($"POST {Keys}", _lxd.Lines[0]);
        Assert.Equal("""{"name":"k1","role":"read-only"}""", _lxd.Requests[0].Body);
        Assert.Equal(("b1", "k1", StorageBucketKeyRole.ReadOnly, $"{Secret}-access", $"{Secret}-secret"), (key.Bucket.Name, key.Name, key.Role, key.AccessKey, key.SecretKey));
        Assert.Equal("StorageBucketKey 'p1/b1/k1'", key.ToString());
    }

    [Fact]
    [Proves("PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}")]
    public async Task Save_reads_and_compares_first_since_the_server_does_not()
    {
        var key = await LoadAsync();
        key.Role = StorageBucketKeyRole.Admin;
        key.SecretKey = "chosen";
        _lxd.On($"GET {K1}", Reply.Sync(Key(), Wire.ETag), Reply.Sync(Key(role: "admin", secret: "chosen"))).On($"PUT {K1}", Reply.Sync());
        await key.SaveAsync(Ct);

        Assert.Equal([$"GET {K1}", $"PUT {K1}", $"GET {K1}"], _lxd.Lines);
        Assert.Equal($$"""{"description":"","role":"admin","access-key":"{{Secret}}-access","secret-key":"chosen"}""", _lxd.Requests[1].Body);
        Assert.Null(_lxd.Requests[1].IfMatch);
    }

    [Fact]
    public async Task A_change_by_someone_else_is_no_overwrite()
    {
        var key = await LoadAsync();
        key.Description = "mine";
        _lxd.On($"GET {K1}", Reply.Sync(Key(secret: $"{Secret}-new"), Wire.ETag));
        var e = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => key.SaveAsync(Ct));
        Assert.Contains("secret-key", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
        Assert.Equal([$"GET {K1}"], _lxd.Lines);
    }

    [Fact]
    public async Task Put_without_keys_lets_the_server_choose_new_ones()
    {
        var key = OfB1.Handle("k1");
        _lxd.On($"PUT {K1}", Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success)).On($"GET {K1}", Reply.Sync(Key(secret: "new")));
        await key.PutAsync(new() { Role = StorageBucketKeyRole.Admin }, Ct);
        Assert.Equal([$"PUT {K1}", Wire.WaitOperation, $"GET {K1}"], _lxd.Lines);
        Assert.Equal("""{"role":"admin"}""", _lxd.Requests[0].Body);
        Assert.Equal("new", key.SecretKey);
    }

    [Fact]
    [Proves("GET /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys")]
    [Proves("DELETE /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}")]
    public async Task Keys_are_listed_and_deleted()
    {
        _lxd.On($"GET {Keys}?recursion=1", Reply.Sync($"[{Key()}]")).On($"GET {Keys}", Reply.Sync($"[\"{K1}\"]")).On($"DELETE {K1}", Reply.Sync());
        var key = Assert.Single(await OfB1.AllAsync(Ct));
        Assert.Equal(["k1"], await OfB1.NamesAsync(Ct));
        await key.DeleteAsync(Ct);
        Assert.Equal($"DELETE {K1}", _lxd.Last.Line);
    }

    [Fact]
    public async Task Edits_of_a_credential_are_told_without_its_values()
    {
        var key = await LoadAsync();
        key.SecretKey = $"{Secret}-mine";
        key.Description = "d";
        Assert.Equal(["description: '' -> 'd'", "secret-key: '…' -> '…'"], key.Changes.Select(change => change.ToString()).Order(StringComparer.Ordinal));
        Assert.All(key.Changes, change => Assert.DoesNotContain(Secret, $"{change.Old}{change.New}", StringComparison.Ordinal));
    }

    private async Task<StorageBucketKey> LoadAsync()
    {
        _lxd.On($"GET {K1}", Reply.Sync(Key(), Wire.ETag));
        var key = await OfB1.GetAsync("k1", Ct);
        _lxd.Forget();
        return key;
    }
}
