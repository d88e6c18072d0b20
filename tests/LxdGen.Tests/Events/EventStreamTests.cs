using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>The stream of events, from a server that can lose and flood its listeners.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private EventServer _lxd = null!;
    private LxdClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _lxd = await EventServer.StartAsync();
        _client = _lxd.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _lxd.DisposeAsync();
    }

    [Fact]
    public async Task Events_have_the_class_of_their_type_and_unknown_ones_are_kept()
    {
        await using var events = await ListenAsync();
        await _lxd.SendAsync(EventServer.Event("lifecycle", """{"action":"storage-pool-created","source":"/1.0/storage-pools/p","context":{"driver":"dir"},"requestor":{"username":"root","protocol":"unix"}}"""));
        await _lxd.SendAsync(EventServer.Event("operation", Wire.Running));
        await _lxd.SendAsync(EventServer.Event("logging", """{"message":"hello","level":"info","context":{"secret":"s3cret"}}"""));
        await _lxd.SendAsync(EventServer.Event("newer", """{"a":[1]}"""));
        await _lxd.SendAsync("""{"metadata":{"action":"storage-pool-deleted","context":null},"project":"p","location":"n1","type":"lifecycle"}""");

        var created = Assert.IsType<LxdLifecycleEvent>(await events.NextAsync());
        Assert.Equal(("storage-pool-created", "/1.0/storage-pools/p", "root"), (created.Data.Action, created.Data.Source, created.Data.Requestor?.Username));
        Assert.Equal(("none", "default", 2024), (created.Location, created.Project, created.Timestamp?.Year));
        Assert.Equal("lifecycle storage-pool-created /1.0/storage-pools/p", created.ToString());
        Assert.Equal(Wire.OperationId, Assert.IsType<LxdOperationEvent>(await events.NextAsync()).Data.Id);
        var logged = Assert.IsType<LxdLoggingEvent>(await events.NextAsync());
        Assert.Equal(("hello", "logging info"), (logged.Data.Message, logged.ToString()));
        Assert.Equal("""{"a":[1]}""", Assert.IsType<LxdUnknownEvent>(await events.NextAsync()).Metadata.GetRawText());
        var deleted = Assert.IsType<LxdLifecycleEvent>(await events.NextAsync());
        Assert.Equal(("storage-pool-deleted", "n1", "p"), (deleted.Data.Action, deleted.Location, deleted.Project));
    }

    [Theory]
    [InlineData(null, false, "GET /1.0/events")]
    [InlineData("a b", false, "GET /1.0/events?project=a%20b")]
    [InlineData(null, true, "GET /1.0/events?all-projects=true")]
    public async Task A_filter_is_sent(string? project, bool all, string line)
    {
        await using var events = await ListenAsync(new LxdEventFilter { Project = project, AllProjects = all });
        Assert.Equal([line], _lxd.Connects);
    }

    [Fact]
    public async Task A_view_hears_of_its_own_project()
    {
        var next = _client.InProject("p").Events.ReadAllAsync(cancellationToken: Ct).GetAsyncEnumerator(Ct).MoveNextAsync();
        await _lxd.UntilListenedToAsync();
        Assert.Equal(["GET /1.0/events?project=p"], _lxd.Connects);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Types_are_sent_in_one_parameter()
    {
        await using var events = await ListenAsync(new LxdEventFilter { Types = [EventType.Lifecycle, "newer"] });
        Assert.Equal(["GET /1.0/events?type=lifecycle%2Cnewer"], _lxd.Connects);
    }

    [Fact]
    public void A_filter_that_no_server_could_mean_is_refused_before_anything_is_sent()
    {
        Assert.Throws<ArgumentException>(() => _client.Events.ReadAllAsync(new() { Types = [""] }, Ct));
        Assert.Throws<ArgumentException>(() => _client.Events.ReadAllAsync(new() { Types = ["a,b"] }, Ct));
        Assert.Throws<ArgumentException>(() => _client.Events.ReadAllAsync(new() { Project = "p", AllProjects = true }, Ct));
        Assert.Throws<ArgumentException>(() => _client.Events.ReadAllAsync(new() { BufferSize = 0 }, Ct));
        Assert.Empty(_lxd.Connects);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_servers_words()
    {
        _lxd.Refusal = _ => Reply.Error(500, "\"bogus\" isn't a supported event type");
        await using var events = _client.Events.ReadAllAsync(new() { Types = ["bogus"] }, Ct).GetAsyncEnumerator(Ct);
        var e = await Assert.ThrowsAsync<LxdException>(async () => await events.MoveNextAsync());
        Assert.Equal((500, "\"bogus\" isn't a supported event type"), (e.StatusCode, e.ServerMessage));
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_and_the_reader_told()
    {
        await using var events = await ListenAsync();
        await _lxd.SendAsync(EventServer.Event("lifecycle", """{"action":"first"}"""));
        Assert.Equal("first", Assert.IsType<LxdLifecycleEvent>(await events.NextAsync()).Data.Action);

        var refusals = 2;
        _lxd.Refusal = _ => refusals-- > 0 ? Reply.Error(503, "LXD is starting") : null;
        _lxd.Break();
        Assert.Null(Assert.IsType<LxdEventsMissedEvent>(await events.NextAsync()).Count);
        await _lxd.UntilListenedToAsync();
        await _lxd.SendAsync(EventServer.Event("lifecycle", """{"action":"second"}"""));
        Assert.Equal("second", Assert.IsType<LxdLifecycleEvent>(await events.NextAsync()).Data.Action);
        Assert.Empty(_lxd.Heard);
    }

    [Fact]
    public async Task A_server_that_no_longer_trusts_the_reader_ends_the_stream()
    {
        await using var events = await ListenAsync();
        _lxd.Refusal = _ => Reply.Error(403, "not authorized");
        _lxd.Break();
        await Assert.ThrowsAsync<LxdForbiddenException>(events.NextAsync);
    }

    [Fact]
    public async Task A_slow_reader_finds_the_newest_and_how_many_were_dropped()
    {
        await using var events = await ListenAsync(new LxdEventFilter { BufferSize = 10 });
        for (var i = 0; i < 100; i++)
            await _lxd.SendAsync(EventServer.Event("lifecycle", $$"""{"action":"{{i}}"}"""));
        await _lxd.SendAsync(EventServer.Event("lifecycle", """{"action":"last"}"""));

        long dropped = 0;
        var read = new List<string>();
        while (read is not [.., "last"])
        {
            var next = await events.NextAsync();
            dropped += (next as LxdEventsMissedEvent)?.Count ?? 0;
            if (next is LxdLifecycleEvent { Data.Action: var action })
                read.Add(action);
        }

        Assert.Equal(101, dropped + read.Count);
    }

    [Fact]
    public async Task What_is_no_event_ends_the_stream_with_an_error()
    {
        await using var events = await ListenAsync();
        await _lxd.SendAsync("""{"type":"lifecycle","metadata":[]}""");
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(events.NextAsync);
        Assert.Equal("metadata", e.JsonPath);
    }

    [Fact]
    public async Task A_reader_who_stops_hangs_up()
    {
        await (await ListenAsync()).DisposeAsync();
        await _lxd.UntilListenedToAsync(0);
    }

    [Fact]
    public async Task A_cancelled_stream_ends_and_hangs_up()
    {
        using var cancel = new CancellationTokenSource();
        await using var events = _client.Events.ReadAllAsync(cancellationToken: cancel.Token).GetAsyncEnumerator(Ct);
        var next = events.MoveNextAsync();
        await _lxd.UntilListenedToAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await _lxd.UntilListenedToAsync(0);
    }

    private async Task<Reader> ListenAsync(LxdEventFilter? filter = null)
    {
        var reader = new Reader(_client.Events, filter);
        await _lxd.UntilListenedToAsync();
        return reader;
    }

    /// <summary>A reader who has begun to read.</summary>
    private sealed class Reader : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly IAsyncEnumerator<LxdEvent> _events;
        private Task<bool> _next;

        public Reader(LxdEvents events, LxdEventFilter? filter)
        {
            _events = events.ReadAllAsync(filter, Ct).GetAsyncEnumerator(_stop.Token);
            _next = _events.MoveNextAsync().AsTask();
        }

        public async Task<LxdEvent> NextAsync()
        {
            Assert.True(await _next.WaitAsync(TimeSpan.FromSeconds(20), Ct));
            var next = _events.Current;
            _next = _events.MoveNextAsync().AsTask();
            return next;
        }

        public async ValueTask DisposeAsync()
        {
            // An enumerator that is being waited for cannot be disposed of.
            await _stop.CancelAsync();
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _events.DisposeAsync();
            _stop.Dispose();
        }
    }
}
