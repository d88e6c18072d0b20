using LxdGen.Conformance.Daemon;
using LxdGen.Raw;

namespace LxdGen.Conformance;

/// <summary>The stream of events of a real server.</summary>
public abstract class EventTests(ITestServer server) : PoolTest(server)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    [Proves("GET /1.0/events")]
    public async Task The_life_of_a_pool_is_told()
    {
        var name = UniqueName("events");
        var told = new List<string>();
        var isHeard = new TaskCompletionSource();
        var reading = ReadAsync();
        await CallUntilAsync(isHeard.Task);

        var pool = await CreateNamedAsync(name, "dir");
        pool.Config["user.a"] = "b";
        await pool.SaveAsync(Token);
        await pool.DeleteAsync(Token);
        await reading.WaitAsync(Deadline, Token);

        Assert.Equal(["storage-pool-created", "storage-pool-updated", "storage-pool-deleted"], told);

        async Task ReadAsync()
        {
            await foreach (var next in Lxd.Events.ReadAllAsync(new() { Types = [EventType.Lifecycle] }, Token))
            {
                isHeard.TrySetResult();
                if (next is not LxdLifecycleEvent { Data: var data } || data.Source != $"/1.0/storage-pools/{name}")
                    continue;
                Assert.Equal("unix", data.Requestor?.Protocol);
                told.Add(data.Action);
                if (data.Action == "storage-pool-deleted")
                    return;
            }
        }
    }

    [Fact]
    public async Task A_type_that_the_server_does_not_know_is_refused_in_its_words()
    {
        await using var events = Lxd.Events.ReadAllAsync(new() { Types = ["bogus"] }, Token).GetAsyncEnumerator(Token);
        var e = await Assert.ThrowsAsync<LxdException>(async () => await events.MoveNextAsync());
        Assert.Equal(500, e.StatusCode);
        Assert.Contains("bogus", e.ServerMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_websocket_of_an_operation_is_not_found() =>
        await Assert.ThrowsAsync<LxdNotFoundException>(() => new OperationsClient(Lxd.Pipeline).ConnectAsync(Guid.NewGuid().ToString(), "x", Token));

    // The server answers a listener before it begins to tell him anything.
    private async Task CallUntilAsync(Task isHeard)
    {
        var end = DateTime.UtcNow + Deadline;
        while (!isHeard.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < end, "Nobody hears anything.");
            var pool = await CreateAsync("dir");
            await pool.DeleteAsync(Token);
        }
    }
}
