using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Two writers of one object within a process take turns, for the server's If-Match is not atomic.</summary>
public sealed class WriteTurnTests : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly RawServer _server;

    public WriteTurnTests() => _server = new RawServer(AnswerAsync);

    public void Dispose()
    {
        foreach (var held in _held.Values)
            held.TrySetResult();
        _server.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_writers_of_one_object_take_turns(bool twoClients)
    {
        using var one = _server.Connect();
        using var two = _server.Connect();
        var release = Hold(Wire.PutP1);
        var first = one.StoragePools.Handle("p1").PutAsync(new(), Ct);
        await Patience.UntilAsync(() => _server.Lines.Contains(Wire.PutP1), "the first write");
        var second = (twoClients ? two : one).StoragePools.Handle("p1").DeleteAsync(Ct);

        Assert.DoesNotContain(Wire.DeleteP1, _server.Lines);
        release.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal([Wire.PutP1, Wire.GetP1, Wire.DeleteP1], _server.Lines);
    }

    [Fact]
    public async Task A_read_does_not_wait_for_someone_elses_write()
    {
        using var client = _server.Connect();
        var release = Hold(Wire.PutP1);
        var first = client.StoragePools.Handle("p1").RawPutAsync(new(), cancellationToken: Ct);
        await Patience.UntilAsync(() => _server.Lines.Contains(Wire.PutP1), "the write");

        await client.StoragePools.Handle("p1").SyncAsync(Ct);
        Assert.True(await client.StoragePools.ExistsAsync("p1", Ct));

        Assert.False(first.IsCompleted);
        release.SetResult();
        await first;
    }

    [Fact]
    public async Task Writers_of_different_objects_do_not_wait_for_each_other()
    {
        using var client = _server.Connect();
        var release = Hold(Wire.PutP1);
        var first = client.StoragePools.Handle("p1").RawPutAsync(new(), cancellationToken: Ct);
        await Patience.UntilAsync(() => _server.Lines.Contains(Wire.PutP1), "the first write");
        await client.StoragePools.Handle("p2").DeleteAsync(Ct);
        await client.StoragePools.Handle("P1").DeleteAsync(Ct);
        Assert.False(first.IsCompleted);
        release.SetResult();
        await first;
    }

    [Fact]
    public async Task Objects_of_the_same_path_on_different_servers_do_not_wait_for_each_other()
    {
        using var other = new RawServer((_, _) => Task.FromResult(RawServer.Answer.Whole(Reply.Sync())));
        using var here = _server.Connect();
        using var there = other.Connect();
        var release = Hold(Wire.PutP1);
        var first = here.StoragePools.Handle("p1").RawPutAsync(new(), cancellationToken: Ct);
        await Patience.UntilAsync(() => _server.Lines.Contains(Wire.PutP1), "the first write");
        await there.StoragePools.Handle("p1").DeleteAsync(Ct);
        release.SetResult();
        await first;
    }

    [Fact]
    public async Task A_turn_ends_with_a_failure_too()
    {
        using var client = _server.Connect();
        var pool = client.StoragePools.Handle("gone");
        await Assert.ThrowsAsync<LxdNotFoundException>(() => pool.PutAsync(new(), Ct));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => pool.DeleteAsync(Ct));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => pool.UpdateAsync(_ => { }, Ct));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => client.StoragePools.Handle("gone").SyncAsync(Ct));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("raw PUT")]
    [InlineData("raw PATCH")]
    public async Task A_body_is_sent_as_it_was_when_the_verb_was_called(string verb)
    {
        using var client = _server.Connect();
        var release = Hold(Wire.DeleteP1);
        var first = client.StoragePools.Handle("p1").DeleteAsync(Ct);
        await Patience.UntilAsync(() => _server.Lines.Contains(Wire.DeleteP1), "the first write");
        var body = new StoragePoolPut { Description = "called" };
        var pool = client.StoragePools.Handle("p1");
        var second = verb switch
        {
            "PUT" => pool.PutAsync(body, Ct),
            "PATCH" => pool.PatchAsync(body, Ct),
            "raw PUT" => pool.RawPutAsync(body, cancellationToken: Ct),
            _ => pool.RawPatchAsync(body, cancellationToken: Ct),
        };
        body.Description = "changed";
        release.SetResult();
        await Task.WhenAll(first, second);
        Assert.Contains("called", _bodies.Single(sent => sent.Length > 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_updates_at_once_from_two_clients_lose_none()
    {
        using var lxd = new Counter();
        using var one = lxd.Server.Connect();
        using var two = lxd.Server.Connect();
        var updates = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two).StoragePools.Handle("p1").UpdateAsync(p => p.Description += "x", Ct));
        await Task.WhenAll(updates);
        Assert.Equal(20, lxd.Description.Length);
    }

    private TaskCompletionSource Hold(string line) => _held[line] = new TaskCompletionSource();

    private async Task<RawServer.Answer> AnswerAsync(string line, string body)
    {
        _bodies.Enqueue(body);
        if (_held.TryGetValue(line, out var held))
            await held.Task;
        var isMissing = line.EndsWith("/gone", StringComparison.Ordinal);
        return RawServer.Answer.Whole(isMissing ? Reply.Error(404, "Storage pool not found") : Reply.Sync(line.StartsWith("GET", StringComparison.Ordinal) ? Wire.Pool() : "{}"));
    }

    /// <summary>A server that takes whatever description it is sent.</summary>
    private sealed class Counter : IDisposable
    {
        public Counter() => Server = new RawServer(AnswerAsync);

        public RawServer Server { get; }

        public string Description { get; private set; } = "";

        public void Dispose() => Server.Dispose();

        private async Task<RawServer.Answer> AnswerAsync(string line, string body)
        {
            await Task.Yield();
            if (line == Wire.PutP1)
                Description = JsonNode.Parse(body)!["description"]!.GetValue<string>();
            return RawServer.Answer.Whole(Reply.Sync(line == Wire.PutP1 ? "{}" : Wire.Pool(Description)));
        }
    }
}
