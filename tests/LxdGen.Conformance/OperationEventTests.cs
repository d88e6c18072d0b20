using System.Collections.Concurrent;
using LxdGen.Conformance.Daemon;
using LxdGen.Json;
using LxdGen.Raw;
using Newtonsoft.Json;

namespace LxdGen.Conformance;

/// <summary>Operations of a real server, waited for by their events.</summary>
public class OperationEventTests(LxdFixture fixture) : PoolTest(fixture)
{
    private readonly LxdFixture _fixture = fixture;

    [Fact]
    public async Task A_copy_to_another_pool_tells_its_progress()
    {
        var source = await CreateAsync("dir");
        var target = await CreateAsync("dir");
        await target.PatchAsync(new() { Config = { ["rsync.bwlimit"] = "20MB" } }, Token);
        await source.PatchAsync(new() { Config = { ["rsync.bwlimit"] = "20MB" } }, Token);
        await PostVolumeAsync(Lxd, source, """{"name":"v1"}""");
        var daemon = await _fixture.RequireAsync();
        var data = new byte[60 * 1024 * 1024];
        Random.Shared.NextBytes(data);
        await File.WriteAllBytesAsync($"{daemon.MountedDirectory}/storage-pools/{source.Name}/custom/default_v1/data", data, Token);

        var progress = new Reported();
        var reply = await PostVolumeAsync(Lxd, target, $$"""{"name":"v2","source":{"type":"copy","name":"v1","pool":"{{source.Name}}"} }""");
        await reply.Operation!.WaitAsync(progress, Token);

        Assert.NotEmpty(progress.All);
        Assert.All(progress.All, report => Assert.True(report is { Stage: "fs", Bytes: > 0, BytesPerSecond: > 0 }, $"{report}"));
        await DeleteVolumeAsync(target, "v2");
        await DeleteVolumeAsync(source, "v1");
    }

    [Fact]
    public async Task Copies_are_waited_for_on_one_socket_without_another_question()
    {
        using var handler = new CountingHandler(SocketPath);
        await using var lxd = LxdClient.ConnectLocal(new LxdClientOptions { Handler = handler });
        var pool = await CreateAsync("dir");
        await PostVolumeAsync(Lxd, pool, """{"name":"v"}""");
        await CopyAsync("first");
        handler.Lines.Clear();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => CopyAsync($"c{i}")));

        Assert.All(handler.Lines, line => Assert.StartsWith("POST", line, StringComparison.Ordinal));
        Assert.Equal(10, handler.Lines.Count);
        await pool.SyncAsync(Token);
        Assert.Equal(12, pool.UsedBy.Count);
        foreach (var url in pool.UsedBy)
            await DeleteVolumeAsync(pool, url.Split('/')[^1]);

        async Task CopyAsync(string name)
        {
            var reply = await PostVolumeAsync(lxd, pool, $$"""{"name":"{{name}}","source":{"type":"copy","name":"v","pool":"{{pool.Name}}"} }""");
            await reply.WaitAsync(Token);
        }
    }

    [Fact]
    public async Task A_failure_that_is_told_as_an_event_throws_what_a_refusal_would()
    {
        using var handler = new CountingHandler(SocketPath);
        await using var lxd = LxdClient.ConnectLocal(new LxdClientOptions { Handler = handler });
        var pool = await CreateAsync("dir");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            handler.Lines.Clear();
            var reply = await PostVolumeAsync(lxd, pool, $$"""{"name":"v2","source":{"type":"copy","name":"missing","pool":"{{pool.Name}}"} }""");
            var error = await Assert.ThrowsAsync<LxdNotFoundException>(() => reply.WaitAsync(Token));
            Assert.Equal((reply.Operation!.Id, true), (error.OperationId, error.WriteMayHaveHappened));
        }

        Assert.Single(handler.Lines);
    }

    [Fact]
    [Proves("GET /1.0/operations")]
    [Proves("GET /1.0/operations/{operationId}")]
    [Proves("DELETE /1.0/operations/{operationId}")]
    public async Task A_token_is_cancelled_and_its_wait_ends()
    {
        var reply = await JoinToken.BeginAsync(Lxd);
        var operation = reply.Operation!;
        Assert.Equal((OperationClass.Token, true, false), (operation.Class, operation.MayCancel, operation.HasEnded));
        Assert.DoesNotContain(operation.Metadata["secret"].GetString()!, $"{operation}{reply}", StringComparison.Ordinal);

        var wait = Lxd.Operations.Resume(operation.Id).WaitAsync(cancellationToken: Token);
        Assert.Contains(await Lxd.Operations.AllAsync(Token), listed => listed.Id == operation.Id);
        await operation.CancelAsync(Token);

        var error = await Assert.ThrowsAsync<LxdOperationFailedException>(() => wait);
        Assert.Equal(operation.Id, error.OperationId);
        await operation.SyncAsync(Token);
        Assert.Equal(OperationStatus.Cancelled, operation.Status);
        await Assert.ThrowsAsync<LxdException>(() => operation.CancelAsync(Token));
        await JoinToken.ListenAsync(Lxd, "");
    }

    [Fact]
    public async Task A_forgotten_operation_is_an_outcome_unknown()
    {
        var id = Guid.NewGuid().ToString();
        Assert.Null(await Lxd.Operations.TryGetAsync(id, Token));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => Lxd.Operations.GetAsync(id, Token));
        await Assert.ThrowsAsync<LxdOutcomeUnknownException>(() => Lxd.Operations.Resume(id).WaitAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task An_operation_of_another_project_is_waited_for_on_the_same_socket()
    {
        var project = UniqueName("project");
        await Lxd.Pipeline.WriteAsync(LxdRequest.Post($"/1.0/projects").Body(new Text($$"""{"name":"{{project}}"}""")), Token);
        try
        {
            using var handler = new CountingHandler(SocketPath);
            await using var lxd = LxdClient.ConnectLocal(new LxdClientOptions { Handler = handler });
            var pool = await CreateAsync("dir");
            foreach (var _ in Enumerable.Range(0, 2))
            {
                handler.Lines.Clear();
                var request = LxdRequest.Post($"/1.0/storage-pools/{pool.Name}/volumes/custom").Query("project", project);
                var reply = await lxd.Pipeline.WriteAsync(request.Body(new Text($$"""{"name":"v2","source":{"type":"copy","name":"missing","pool":"{{pool.Name}}"} }""")), Token);
                await Assert.ThrowsAsync<LxdNotFoundException>(() => reply.WaitAsync(Token));
            }

            Assert.Single(handler.Lines);
        }
        finally
        {
            await Lxd.Pipeline.WriteAsync(LxdRequest.Delete($"/1.0/projects/{project}"), Token);
        }
    }

    private static Task<LxdReply> PostVolumeAsync(LxdClient lxd, StoragePool pool, string json) =>
        lxd.Pipeline.WriteAsync(LxdRequest.Post($"/1.0/storage-pools/{pool.Name}/volumes/custom").Body(new Text(json)), Token);

    private Task<LxdReply> DeleteVolumeAsync(StoragePool pool, string name) =>
        Lxd.Pipeline.WriteAsync(LxdRequest.Delete($"/1.0/storage-pools/{pool.Name}/volumes/custom/{name}"), Token);

    /// <summary>Keeps the method and path of each request.</summary>
    private sealed class CountingHandler(string socketPath) : DelegatingHandler(LxdSocket.HandlerFor(socketPath))
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Lines.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Reported : IProgress<LxdProgress>
    {
        private readonly ConcurrentQueue<LxdProgress> _all = new();

        public IReadOnlyList<LxdProgress> All => [.. _all];

        public void Report(LxdProgress value) => _all.Enqueue(value);
    }

    /// <summary>JSON as it is.</summary>
    private sealed class Text(string json) : ILxdJson
    {
        public void WriteJson(JsonWriter writer) => writer.WriteRawValue(json);
    }
}
