using LxdGen.Raw;
using LxdGen.Tests.Fakes;
using static LxdGen.Tests.BucketWire;

namespace LxdGen.Tests;

/// <summary>The admin key that a new bucket comes with.</summary>
public sealed class BucketCreateTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public BucketCreateTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    private StorageBucketCollection OfP1 => _client.StoragePools.Handle("p1").Buckets;

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [Proves("POST /1.0/storage-pools/{poolName}/buckets")]
    public async Task A_server_that_is_done_at_once_tells_the_key_as_metadata(int status)
    {
        _lxd.On($"POST {Buckets}", Reply.Sync(AdminKey, status: status)).On($"GET {B1}", Reply.Sync(Bucket(), Wire.ETag));
        var bucket = await OfP1.CreateAsync(new() { Name = "b1", Config = { ["size"] = "1GiB" } }, Ct);

        Assert.Equal([$"POST {Buckets}", $"GET {B1}"], _lxd.Lines);
        Assert.Equal("""{"name":"b1","config":{"size":"1GiB"}}""", _lxd.Requests[0].Body);
        AssertAdmin(bucket.AdminKey);
        Assert.Equal("old", bucket.Description);
    }

    [Fact]
    public async Task A_server_that_starts_an_operation_tells_the_key_in_its_metadata()
    {
        _lxd.On($"POST {Buckets}", Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Made(AdminKey))).On($"GET {B1}", Reply.Sync(Bucket()));
        var bucket = await OfP1.CreateAsync(new() { Name = "b1" }, Ct);

        Assert.Equal([$"POST {Buckets}", Wire.WaitOperation, $"GET {B1}"], _lxd.Lines);
        AssertAdmin(bucket.AdminKey);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"done\"")]
    public async Task A_server_that_tells_no_key_leaves_none(string metadata)
    {
        _lxd.On($"POST {Buckets}", Reply.Sync(metadata)).On($"GET {B1}", Reply.Sync(Bucket()));
        Assert.Null((await OfP1.CreateAsync(new() { Name = "b1" }, Ct)).AdminKey);
    }

    [Fact]
    public async Task An_operation_that_tells_no_key_leaves_none()
    {
        _lxd.On($"POST {Buckets}", Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success)).On($"GET {B1}", Reply.Sync(Bucket()));
        Assert.Null((await OfP1.CreateAsync(new() { Name = "b1" }, Ct)).AdminKey);
    }

    [Fact]
    public async Task A_key_of_another_shape_says_that_the_bucket_is_there_and_not_what_was_sent()
    {
        _lxd.On($"POST {Buckets}", Reply.Sync($$"""{"name":"admin","access-key":["{{Secret}}"]}""")).On($"GET {B1}", Reply.Sync(Bucket()));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => OfP1.CreateAsync(new() { Name = "b1" }, Ct));
        Assert.True(e.WriteMayHaveHappened);
        Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_the_same_exception_at_once_and_later()
    {
        _lxd.On($"POST {Buckets}", Reply.Error(409, "A bucket for that name already exists"), Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Operation("Failure", 400, "A bucket for that name already exists")));
        await Assert.ThrowsAsync<LxdConflictException>(() => OfP1.CreateAsync(new() { Name = "b1" }, Ct));
        await Assert.ThrowsAsync<LxdConflictException>(() => OfP1.CreateAsync(new() { Name = "b1" }, Ct));
    }

    [Fact]
    public async Task A_raw_reply_has_the_key_too_once_the_operation_has_ended()
    {
        _lxd.On($"POST {Keys}", Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Made(AdminKey)));
        var reply = await new StorageBucketKeysClient(_client.Pipeline).CreateAsync("p1", "b1", new() { Name = "admin", Role = StorageBucketKeyRole.Admin }, cancellationToken: Ct);
        Assert.Null(reply.ReadMetadata<StorageBucketKeyData>("key"));
        await reply.WaitAsync(Ct);
        AssertAdmin(reply.ReadMetadata<StorageBucketKeyData>("key"));
        Assert.Null(new LxdReply().ReadMetadata<StorageBucketKeyData>("key"));
    }

    private static void AssertAdmin(StorageBucketKeyData? key)
    {
        Assert.NotNull(key);
        Assert.Equal(("admin", StorageBucketKeyRole.Admin, $"{Secret}-access", $"{Secret}-secret"), (key.Name, key.Role, key.AccessKey, key.SecretKey));
    }
}
