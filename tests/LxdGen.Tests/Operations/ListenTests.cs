using LxdGen.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Tests;

/// <summary>Waits whose news come as events.</summary>
public sealed class ListenTests : IAsyncLifetime
{
    private const string Listen = "GET /1.0/events?type=operation&all-projects=true";

    private EventServer _lxd = null!;

    public async ValueTask InitializeAsync() => _lxd = await EventServer.StartAsync();

    public ValueTask DisposeAsync() => _lxd.DisposeAsync();

    // Time stands still, so that a slow machine does not make a question of its own.
    private LxdClient Connect() => _lxd.Connect(options => options.TimeProvider = new FakeTimeProvider());

    [Fact]
    public async Task Many_waits_share_one_socket_and_ask_once_each()
    {
        using var client = Connect();
        var ids = Enumerable.Range(0, 500).Select(_ => Guid.NewGuid().ToString()).ToList();
        ids.ForEach(id => _lxd.On($"GET /1.0/operations/{id}", Reply.Sync(As(id, Wire.Running))));

        var waits = ids.Select(id => client.Operations.Resume(id).WaitAsync(cancellationToken: Ct)).ToList();
        await Patience.UntilAsync(() => _lxd.Lines.Count == 500, "500 questions");
        foreach (var id in ids)
            await _lxd.SendOperationAsync(As(id, Wire.Success));
        await Task.WhenAll(waits);

        Assert.Equal([Listen], _lxd.Connects);
        Assert.Equal(500, _lxd.Lines.Count);
        Assert.Empty(_lxd.Heard);
    }

    [Fact]
    public async Task A_write_that_is_listened_for_needs_no_question_even_if_its_end_is_told_before_its_reply()
    {
        using var client = Connect();
        var pool = await LoadAsync(client);
        await client.Pipeline.ListenAsync(Ct);
        await _lxd.UntilListenedToAsync();
        _lxd.On(Wire.PutP1, async _ =>
        {
            await _lxd.SendOperationAsync(Wire.Success);
            return Reply.Async(Wire.Running);
        });

        var reply = await pool.RawPutAsync(new(), cancellationToken: Ct);
        await reply.WaitAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1], _lxd.Lines);
    }

    [Fact]
    public async Task After_one_put_that_began_an_operation_the_next_is_listened_for_before_it_is_sent()
    {
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        var pool = await LoadAsync(client);
        _lxd.On(Wire.PutP1, Reply.Async(Wire.Success));
        await pool.RawPutAsync(new(), cancellationToken: Ct);
        Assert.Empty(_lxd.Connects);

        _lxd.On(Wire.PutP1, async _ =>
        {
            await _lxd.UntilListenedToAsync();
            return Reply.Async(Wire.Success);
        });
        await pool.RawPutAsync(new(), cancellationToken: Ct);

        Assert.Equal([Listen], _lxd.Connects);
    }

    [Fact]
    public async Task Events_in_any_order_give_the_end()
    {
        using var client = Connect();
        var progress = new Reported();
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Operation("Pending", 105)));
        var operation = client.Operations.Resume(Wire.OperationId);
        var wait = operation.WaitAsync(progress, Ct);
        await Patience.UntilAsync(() => operation.IsLoaded, "the question");

        await _lxd.SendOperationAsync(WithProgress("default_v: 42.88MB (42.78MB/s)"));
        await Patience.UntilAsync(() => progress.All.Count == 1, "progress");
        await _lxd.SendOperationAsync(Wire.Operation("Pending", 105));
        await _lxd.SendOperationAsync(Wire.Operation("Failure", 400, "Volume by that name already exists"));
        await _lxd.SendOperationAsync(Wire.Running);
        var e = await Assert.ThrowsAsync<LxdConflictException>(() => wait);

        Assert.Equal(Wire.OperationId, e.OperationId);
        Assert.Equal(OperationStatus.Failure, operation.Status);
        Assert.Equal(new LxdProgress("fs", null, 42_880_000, 42_780_000, "default_v: 42.88MB (42.78MB/s)"), Assert.Single(progress.All));
    }

    [Fact]
    public async Task The_code_of_a_failure_that_is_told_as_an_event_counts()
    {
        using var client = Connect();
        var wait = await BeginToWaitAsync(client);
        await _lxd.SendOperationAsync(Wire.Operation("Failure", 400, "words", ",\"err_code\":412"));
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => wait);
    }

    [Fact]
    public async Task A_lost_socket_is_opened_again_and_what_it_missed_is_asked_for()
    {
        using var client = Connect();
        var wait = await BeginToWaitAsync(client);

        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Success));
        _lxd.Break();
        await wait;

        Assert.Equal([Listen, Listen], _lxd.Connects);
        Assert.Equal([Wire.GetOperation, Wire.GetOperation], _lxd.Lines);
    }

    [Fact]
    public async Task A_socket_that_cannot_be_opened_again_is_replaced_by_questions()
    {
        using var client = Connect();
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success));
        var operation = client.Operations.Resume(Wire.OperationId);
        var wait = operation.WaitAsync(cancellationToken: Ct);
        await Patience.UntilAsync(() => operation.IsLoaded, "the question");

        _lxd.Refusal = _ => Reply.Text(502, "Bad Gateway");
        _lxd.Break();
        await wait;

        Assert.Equal([Wire.GetOperation, Wire.WaitOperation], _lxd.Lines);
    }

    public static TheoryData<string, Reply> Proxies => new()
    {
        { "plain", Reply.Text(400, "Bad Request") },
        { "page", Reply.Text(200, "<html>") },
        { "gateway", Reply.Text(502, "Bad Gateway") },
        { "a server that answers as if it were a request", Reply.Sync() },
    };

    [Theory]
    [MemberData(nameof(Proxies), DisableDiscoveryEnumeration = true)]
    public async Task Behind_a_proxy_without_websockets_the_server_is_asked(string proxy, Reply refusal)
    {
        _ = proxy;
        _lxd.Refusal = _ => refusal;
        _lxd.On(Wire.WaitOperation, Reply.Sync(Wire.Success));
        using var client = Connect();
        await client.Operations.Resume(Wire.OperationId).WaitAsync(cancellationToken: Ct);
        Assert.Equal([Wire.WaitOperation], _lxd.Lines);
    }

    [Fact]
    public async Task Who_may_not_hear_of_all_projects_hears_of_his_own()
    {
        _lxd.Refusal = target => target.Contains("all-projects", StringComparison.Ordinal) ? Reply.Error(403, "not authorized") : null;
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Success));
        using var client = Connect();
        await client.Operations.Resume(Wire.OperationId).WaitAsync(cancellationToken: Ct);
        Assert.Equal([Listen, "GET /1.0/events?type=operation"], _lxd.Connects);
    }

    [Fact]
    public async Task The_socket_closes_when_nobody_has_waited_for_a_while()
    {
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Success));
        await client.Operations.Resume(Wire.OperationId).WaitAsync(cancellationToken: Ct);
        await _lxd.UntilListenedToAsync();
        clock.Advance(TimeSpan.FromSeconds(31));
        await _lxd.UntilListenedToAsync(0);
        await client.Operations.Resume(Wire.OperationId).WaitAsync(cancellationToken: Ct);
        await _lxd.UntilListenedToAsync();
    }

    [Fact]
    public async Task The_socket_stays_open_while_anyone_waits_and_a_cancelled_wait_cancels_nothing_else()
    {
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Running));
        var operation = client.Operations.Resume(Wire.OperationId);
        using var cancel = new CancellationTokenSource();
        var cancelled = operation.WaitAsync(cancellationToken: cancel.Token);
        var wait = operation.WaitAsync(cancellationToken: Ct);
        await Patience.UntilAsync(() => operation.IsLoaded, "the question");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        clock.Advance(TimeSpan.FromSeconds(60));
        await _lxd.SendOperationAsync(Wire.Success);
        await wait;

        Assert.DoesNotContain(_lxd.Lines, line => line.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_ended_before_a_new_socket_began_to_tell_is_asked_for_long_before_the_long_silence()
    {
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        var wait = await BeginToWaitAsync(client);

        // It ends, and no event comes.
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Success));
        await clock.DriveAsync(wait);

        Assert.InRange(clock.GetUtcNow() - clock.Start, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        Assert.Equal([Wire.GetOperation, Wire.GetOperation], _lxd.Lines);
    }

    [Fact]
    public async Task A_socket_that_has_told_for_a_while_is_believed()
    {
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        await client.Pipeline.ListenAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(3));
        var wait = await BeginToWaitAsync(client);

        clock.Advance(TimeSpan.FromMinutes(1));
        await _lxd.SendOperationAsync(Wire.Success);
        await wait;

        Assert.Equal([Wire.GetOperation], _lxd.Lines);
    }

    [Fact]
    public async Task After_a_long_silence_the_server_is_asked_once()
    {
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        // Of a socket that has told for a while, so that nothing but the silence is a reason.
        await client.Pipeline.ListenAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(3));
        var wait = await BeginToWaitAsync(client);
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Success));
        await clock.DriveAsync(wait, TimeSpan.FromMinutes(1));
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromMinutes(5));
        Assert.Equal([Wire.GetOperation, Wire.GetOperation], _lxd.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forgotten_operation_is_settled_by_who_can_tell_and_else_unknown(bool done)
    {
        _lxd.On(Wire.GetOperation, Reply.Error(404, "Operation not found"));
        using var client = Connect();
        var operation = client.Operations.Resume(Wire.OperationId);
        Assert.Equal(404, (await Assert.ThrowsAsync<LxdOutcomeUnknownException>(() => operation.WaitAsync(cancellationToken: Ct))).StatusCode);

        operation.Settle = _ => Task.FromResult(done);
        var e = await Record.ExceptionAsync(() => operation.WaitAsync(cancellationToken: Ct));
        Assert.Equal(done ? null : typeof(LxdOutcomeUnknownException), e?.GetType());
    }

    [Fact]
    public async Task A_server_that_is_away_for_a_moment_is_asked_again()
    {
        var refused = 3;
        _lxd.Refusal = _ => Reply.Text(502, "Bad Gateway");
        _lxd.On(Wire.WaitOperation, context =>
        {
            context.Abort();
            return Task.FromResult(Reply.Sync());
        });
        _lxd.On(Wire.GetOperation, context =>
        {
            if (refused-- > 0)
                context.Abort();
            return Task.FromResult(Reply.Sync(Wire.Success));
        });
        var clock = new FakeTimeProvider();
        using var client = _lxd.Connect(options => options.TimeProvider = clock);
        await clock.DriveAsync(client.Operations.Resume(Wire.OperationId).WaitAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task A_client_that_is_disposed_of_hangs_up()
    {
        var client = Connect();
        await client.Pipeline.ListenAsync(Ct);
        await _lxd.UntilListenedToAsync();
        await client.DisposeAsync();
        await _lxd.UntilListenedToAsync(0);
    }

    /// <summary>Waits for an operation that runs, of which the server has been asked once.</summary>
    private async Task<Task> BeginToWaitAsync(LxdClient client)
    {
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Running));
        var operation = client.Operations.Resume(Wire.OperationId);
        var wait = operation.WaitAsync(cancellationToken: Ct);
        await Patience.UntilAsync(() => operation.IsLoaded, "the question");
        return wait;
    }

    private async Task<StoragePool> LoadAsync(LxdClient client)
    {
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag));
        return await client.StoragePools.GetAsync("p1", Ct);
    }

    private static string As(string id, string operation) => operation.Replace(Wire.OperationId, id, StringComparison.Ordinal);

    private static string WithProgress(string text) =>
        Wire.Running.Replace("\"metadata\":null", $$"""{{"\"metadata\""}}:{"fs_progress":"{{text}}"}""", StringComparison.Ordinal);

    private sealed class Reported : IProgress<LxdProgress>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<LxdProgress> _all = new();

        public IReadOnlyList<LxdProgress> All => [.. _all];

        public void Report(LxdProgress value) => _all.Enqueue(value);
    }
}
