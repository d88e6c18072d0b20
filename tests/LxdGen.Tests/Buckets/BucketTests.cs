using LxdGen.Tests.Fakes;
using static LxdGen.Tests.BucketWire;

namespace LxdGen.Tests;

/// <summary>What a bucket sends, on servers that do it at once and on those that start an operation.</summary>
public sealed class BucketTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public BucketTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    [Proves("GET /1.0/storage-pools/{poolName}/buckets")]
    [Proves("GET /1.0/storage-pools/{poolName}/buckets/{bucketName}")]
    public async Task Buckets_are_listed_read_and_looked_for()
    {
        var buckets = _client.StoragePools.Handle("p1").Buckets;
        _lxd.On($"GET {Buckets}?recursion=1", Reply.Sync($"[{Bucket()},{Bucket(name: "b2")}]")).On($"GET {Buckets}", Reply.Sync($"[\"{B1}\"]"));
        _lxd.On($"GET {B1}", Reply.Sync(Bucket()), Reply.Sync(Bucket())).On($"GET {Buckets}/none", Reply.Error(404, "Bucket not found"), Reply.Error(404, "Bucket not found"));

        Assert.Equal(["b1", "b2"], (await buckets.AllAsync(Ct)).Select(bucket => bucket.Name));
        Assert.Equal(["b1"], await buckets.NamesAsync(Ct));
        Assert.True(await buckets.ExistsAsync("b1", Ct));
        Assert.Null(await buckets.TryGetAsync("none", Ct));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => buckets.GetAsync("none", Ct));
        var bucket = await buckets.GetAsync("b1", Ct);
        Assert.Equal(("p1", "old", "1GiB", "https://s3/b1", "StorageBucket 'p1/b1'"), (bucket.Pool.Name, bucket.Description, bucket.Config["size"], bucket.S3Url, bucket.ToString()));
        Assert.Null(bucket.AdminKey);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Proves("PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}")]
    public async Task Save_puts_the_whole_bucket_with_its_ETag(bool isAsync)
    {
        var bucket = await LoadAsync();
        bucket.Config["size"] = "2GiB";
        Answer($"PUT {B1}", isAsync);
        _lxd.On($"GET {B1}", Reply.Sync(Bucket("old", """{"size":"2GiB"}"""), Wire.ETag2));
        await bucket.SaveAsync(Ct);

        Assert.Equal([$"PUT {B1}", .. Waits(isAsync), $"GET {B1}"], _lxd.Lines);
        Assert.Equal("""{"description":"old","config":{"size":"2GiB"}}""", _lxd.Requests[0].Body);
        Assert.Equal(Wire.ETag, _lxd.Requests[0].IfMatch);
        Assert.False(bucket.IsDirty || bucket.IsStale);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Proves("PATCH /1.0/storage-pools/{poolName}/buckets/{bucketName}")]
    public async Task Patch_of_the_config_keeps_the_description_which_the_server_would_wipe(bool isAsync)
    {
        var bucket = await LoadAsync();
        Answer($"PATCH {B1}", isAsync);
        _lxd.On($"GET {B1}", Reply.Sync(Bucket("theirs"), Wire.ETag2), Reply.Sync(Bucket("theirs"), Wire.ETag2));
        await bucket.PatchAsync(new() { Config = { ["user.a"] = "1" } }, Ct);

        Assert.Equal([$"GET {B1}", $"PATCH {B1}", .. Waits(isAsync), $"GET {B1}"], _lxd.Lines);
        Assert.Equal("""{"description":"theirs","config":{"user.a":"1"}}""", _lxd.Requests[1].Body);
        Assert.Equal(Wire.ETag2, _lxd.Requests[1].IfMatch);
    }

    [Fact]
    public async Task Patch_of_the_description_sends_an_empty_config_without_which_the_server_fails()
    {
        var bucket = await LoadAsync();
        Answer($"PATCH {B1}", isAsync: false);
        _lxd.On($"GET {B1}", Reply.Sync(Bucket("new")));
        await bucket.PatchAsync(new() { Description = "new" }, Ct);
        Assert.Equal("""{"description":"new","config":{}}""", _lxd.Requests[0].Body);
    }

    [Fact]
    public async Task Put_and_the_raw_verbs_send_what_they_are_given()
    {
        var bucket = await LoadAsync();
        Answer($"PUT {B1}", isAsync: false);
        Answer($"PUT {B1}", isAsync: false);
        Answer($"PATCH {B1}", isAsync: false);
        _lxd.On($"GET {B1}", Reply.Sync(Bucket("new", "{}"), Wire.ETag2));
        await bucket.PutAsync(new() { Description = "new" }, Ct);
        await bucket.RawPutAsync(new(), cancellationToken: Ct);
        await bucket.RawPatchAsync(new(), "etag", Ct);

        Assert.Equal([$"PUT {B1}", $"GET {B1}", $"PUT {B1}", $"PATCH {B1}"], _lxd.Lines);
        Assert.Equal([("""{"description":"new","config":{}}""", Wire.ETag), ("""{"config":{}}""", null), ("""{"config":{}}""", "etag")],
            _lxd.Requests.Where(request => request.Method != "GET").Select(request => (request.Body, request.IfMatch)));
        Assert.True(bucket.IsStale);
    }

    [Fact]
    public async Task A_change_by_someone_else_is_no_overwrite()
    {
        var bucket = await LoadAsync();
        bucket.Description = "mine";
        _lxd.On($"PUT {B1}", Reply.Error(412, "ETag doesn't match"));
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => bucket.SaveAsync(Ct));
        Assert.True(bucket.IsDirty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Proves("DELETE /1.0/storage-pools/{poolName}/buckets/{bucketName}")]
    public async Task Delete_waits_until_the_bucket_is_gone(bool isAsync)
    {
        var bucket = _client.StoragePools.Handle("p1").Buckets.Handle("b1");
        Answer($"DELETE {B1}", isAsync);
        await bucket.DeleteAsync(Ct);
        Assert.Equal([$"DELETE {B1}", .. Waits(isAsync)], _lxd.Lines);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bucket.SyncAsync(Ct));
    }

    [Fact]
    public async Task A_driver_without_buckets_is_the_servers_refusal()
    {
        _lxd.On($"GET {Buckets}?recursion=1", Reply.Error(400, "Storage pool driver \"fake\" does not support buckets"));
        var e = await Assert.ThrowsAsync<LxdException>(() => _client.StoragePools.Handle("p1").Buckets.AllAsync(Ct));
        Assert.Equal(400, e.StatusCode);
    }

    [Fact]
    public async Task Of_all_projects_each_bucket_is_addressed_in_its_own_and_on_its_member()
    {
        _lxd.On($"GET {Buckets}?all-projects=true&recursion=1", Reply.Sync($"[{Bucket()},{Bucket(project: "x y", location: "n2")}]"));
        _lxd.On($"GET {B1}", Reply.Sync(Bucket())).On($"GET {B1}?project=x%20y&target=n2", Reply.Sync(Bucket())).On($"GET {Keys}?recursion=1&project=x%20y&target=n2", Reply.Sync("[]"));
        _lxd.On($"GET {Keys}?project=x%20y&target=n2&recursion=1", Reply.Sync("[]"));

        var found = await _client.InProject("elsewhere").StoragePools.Handle("p1").Buckets.FindAsync(new() { AllProjects = true }, Ct);
        foreach (var bucket in found)
            await bucket.SyncAsync(Ct);
        await found[1].Keys.AllAsync(Ct);

        Assert.Equal([$"GET {Buckets}?all-projects=true&recursion=1", $"GET {B1}", $"GET {B1}?project=x%20y&target=n2", $"GET {Keys}?project=x%20y&target=n2&recursion=1"], _lxd.Lines);
    }

    [Fact]
    public async Task A_query_for_nothing_in_particular_lists_all_of_the_project()
    {
        _lxd.On($"GET {Buckets}?project=x&recursion=1", Reply.Sync($"[{Bucket()}]"));
        Assert.Single(await _client.InProject("x").StoragePools.Handle("p1").Buckets.FindAsync(new(), Ct));
    }

    private async Task<StorageBucket> LoadAsync()
    {
        _lxd.On($"GET {B1}", Reply.Sync(Bucket(), Wire.ETag));
        var bucket = await _client.StoragePools.Handle("p1").Buckets.GetAsync("b1", Ct);
        _lxd.Forget();
        return bucket;
    }

    private void Answer(string line, bool isAsync)
    {
        _lxd.On(line, isAsync ? Reply.Async(Wire.Running) : Reply.Sync());
        if (isAsync)
            _lxd.On(Wire.WaitOperation, Reply.Sync(Wire.Success));
    }

    private static string[] Waits(bool isAsync) => isAsync ? [Wire.WaitOperation] : [];
}
