using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests;

/// <summary>Events that get lost, come in another order, or whose connection breaks.</summary>
public sealed class EventTests : EmulatorTest
{
    [Fact]
    public async Task The_end_of_an_operation_whose_event_is_lost_is_asked_for()
    {
        var server = await StartAsync();
        var clock = new FakeTimeProvider();
        var volume = await VolumeAsync(server, options => options.TimeProvider = clock);
        server.Events.Drop(int.MaxValue, text => text.Contains("\"Success\"", StringComparison.Ordinal));
        volume.Config["user.note"] = "x";

        await clock.DriveAsync(volume.SaveAsync(Ct));

        Assert.False(volume.IsDirty);
        Assert.Contains(server.Requests, request => request.Path.StartsWith("/1.0/operations/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reversed_events_come_in_reverse_order_and_those_after_them_as_they_are()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        await using var events = await ListenAsync(server);
        server.Events.Reverse(2);

        Assert.Equal(["c", "b", "d"], await CreatedAsync(server, events, 3, "b", "c", "d"));
    }

    [Fact]
    public async Task Dropped_events_are_as_many_as_were_told_and_match()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        await using var events = await ListenAsync(server);
        server.Events.Drop(1, text => text.Contains("/default_c", StringComparison.Ordinal));

        Assert.Equal(["b", "d"], await CreatedAsync(server, events, 2, "b", "c", "d"));
    }

    [Fact]
    public async Task A_cut_connection_is_made_again_and_something_was_missed()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        await using var events = await ListenAsync(server);
        server.Events.Cut();
        // What came before the cut is still to be read.
        do
            Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct));
        while (events.Current is LxdLifecycleEvent);
        Assert.IsType<LxdEventsMissedEvent>(events.Current);
    }

    /// <summary>A stream on which the first event has come, and which misses none from here on.</summary>
    private async Task<IAsyncEnumerator<LxdEvent>> ListenAsync(LxdEmulator server)
    {
        var events = Connect(server).Events.ReadAllAsync(new() { Types = [EventType.Lifecycle] }, Ct).GetAsyncEnumerator(Ct);
        var first = events.MoveNextAsync().AsTask();
        var volumes = Connect(server).StoragePools.Handle("fast").Volumes;
        for (var i = 0; !first.IsCompleted; i++)
        {
            await volumes.CreateAsync(new() { Name = $"heard-{i}" }, Ct);
            await Task.WhenAny(first, Task.Delay(20, Ct));
        }

        await first;
        return events;
    }

    private async Task<List<string>> CreatedAsync(LxdEmulator server, IAsyncEnumerator<LxdEvent> events, int count, params string[] names)
    {
        var volumes = Connect(server).StoragePools.Handle("fast").Volumes;
        foreach (var name in names)
            await volumes.CreateAsync(new() { Name = name }, Ct);
        var heard = new List<string>();
        while (heard.Count < count && await events.MoveNextAsync())
        {
            var name = ((LxdLifecycleEvent)events.Current).Data.Source.Split("/default_")[1];
            if (!name.StartsWith("heard-", StringComparison.Ordinal))
                heard.Add(name);
        }

        return heard;
    }
}
