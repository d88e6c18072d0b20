using LxdGen.Conformance.Daemon;
using LxdGen.Json;
using LxdGen.Raw;
using Newtonsoft.Json;

namespace LxdGen.Conformance;

/// <summary>Operations of a real server. Volumes have no models yet, so they are asked for request by request.</summary>
public abstract class OperationTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    [Proves("GET /1.0/operations/{operationId}/wait")]
    public async Task An_operation_is_waited_for(string driver)
    {
        var pool = await CreateAsync(driver);
        await PostVolumeAsync(pool, """{"name":"v1"}""");

        var reply = await PostVolumeAsync(pool, $$"""{"name":"v2","source":{"type":"copy","name":"v1","pool":"{{pool.Name}}"} }""");
        Assert.Equal(202, reply.StatusCode);
        var ended = await new OperationsClient(Lxd.Pipeline).WaitAsync(reply.Operation!.Id, 30, Token);
        await reply.WaitAsync(Token);

        Assert.Equal(OperationStatus.Success, ended.Value.Status);
        await pool.SyncAsync(Token);
        Assert.Equal(2, pool.UsedBy.Count);
        await DeleteVolumesAsync(pool);
    }

    [Fact]
    public async Task A_failed_operation_throws_what_a_refusal_would()
    {
        var pool = await CreateAsync("dir");

        var reply = await PostVolumeAsync(pool, $$"""{"name":"v2","source":{"type":"copy","name":"missing","pool":"{{pool.Name}}"} }""");
        Assert.Equal(202, reply.StatusCode);
        var error = await Assert.ThrowsAsync<LxdNotFoundException>(() => reply.WaitAsync(Token));

        Assert.Equal(reply.Operation!.Id, error.OperationId);
        Assert.Contains("not found", error.ServerMessage, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_pool_in_use_is_not_deleted_and_stays_usable()
    {
        var pool = await CreateAsync("dir");
        await PostVolumeAsync(pool, """{"name":"v1"}""");

        var error = await Assert.ThrowsAsync<LxdException>(() => pool.DeleteAsync(Token));

        Assert.Equal("The storage pool is currently in use", error.ServerMessage);
        await pool.SyncAsync(Token);
        Assert.Single(pool.UsedBy);
        await DeleteVolumesAsync(pool);
    }

    [Fact]
    public async Task Operations_are_listed_by_status()
    {
        var operations = new OperationsClient(Lxd.Pipeline);

        var whole = await operations.ListAsync(cancellationToken: Token);
        var urls = await operations.ListUrlsAsync(cancellationToken: Token);

        Assert.All(whole.Value, group => Assert.All(group.Value, operation => Assert.Equal(group.Key, operation.Status.Value, ignoreCase: true)));
        Assert.All(urls.Value.SelectMany(group => group.Value), url => Assert.StartsWith("/1.0/operations/", url, StringComparison.Ordinal));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => operations.WaitAsync(Guid.NewGuid().ToString(), 0, Token));
    }

    private Task<LxdReply> PostVolumeAsync(StoragePool pool, string json) =>
        Lxd.Pipeline.WriteAsync(LxdRequest.Post($"/1.0/storage-pools/{pool.Name}/volumes/custom").Body(new Text(json)), Token);

    private async Task DeleteVolumesAsync(StoragePool pool)
    {
        await pool.SyncAsync(Token);
        foreach (var url in pool.UsedBy)
            await Lxd.Pipeline.WriteAsync(LxdRequest.Delete($"/1.0/storage-pools/{pool.Name}/volumes/custom/{url.Split('/')[^1]}"), Token);
    }

    private sealed class Text(string json) : ILxdJson
    {
        public void WriteJson(JsonWriter writer) => writer.WriteRawValue(json);
    }
}
