using LxdGen.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Tests;

/// <summary>Servers that answer a change with an operation.</summary>
public sealed class WaitTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _lxd.Dispose();

    public static TheoryData<string, Reply> Accepted => new()
    {
        { "running", Reply.Async(Wire.Running) },
        { "metadata null", Reply.Async("null") },
        { "metadata empty", Reply.Async("{}") },
        { "with a query", Reply.Async("null", $"/1.0/operations/{Wire.OperationId}?project=default") },
        { "status 200", Reply.Async(Wire.Running) with { Status = 200 } },
    };

    [Theory]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public async Task A_save_waits_for_the_operation_before_it_reads_back(string shape, Reply accepted)
    {
        _ = shape;
        var pool = await LoadDirtyAsync();
        var dirtyDuringWait = false;
        _lxd.OnSave(accepted).On(Wire.WaitOperation, Reply.Sync(Wire.Success).After(() => dirtyDuringWait = pool.IsDirty));
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(config: """{"size":"2GiB","source":"/p1"}"""), Wire.ETag2));

        await pool.SaveAsync(Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.WaitOperation, Wire.GetP1], _lxd.Lines);
        Assert.True(dirtyDuringWait);
        Assert.False(pool.IsDirty || pool.IsStale);
    }

    [Fact]
    public async Task An_operation_that_has_already_succeeded_is_not_waited_for()
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Async(Wire.Success)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await pool.SaveAsync(Ct);
        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
    }

    public static TheoryData<string> TimeoutDialects => ["a", "b", "c"];

    [Theory]
    [MemberData(nameof(TimeoutDialects))]
    public async Task A_wait_that_runs_out_is_begun_again_in_every_dialect(string dialect)
    {
        var pool = await LoadDirtyAsync();
        var runsOut = dialect switch
        {
            "a" => Reply.Sync(Wire.Running),
            "b" => Reply.Error(500, "context deadline exceeded"),
            _ => Reply.Error(500, "context deadline exceeded", status: 200),
        };
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, runsOut, runsOut, Reply.Sync(Wire.Success));
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Running), Reply.Sync(Wire.Running)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));

        await _clock.DriveAsync(pool.SaveAsync(Ct));

        string[] turn = dialect == "a" ? [Wire.WaitOperation] : [Wire.WaitOperation, Wire.GetOperation];
        Assert.Equal([Wire.GetP1, Wire.PutP1, .. turn, .. turn, Wire.WaitOperation, Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task A_server_whose_wait_does_not_wait_is_not_asked_in_a_tight_loop()
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Running), Reply.Sync(Wire.Success)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));

        var began = _clock.GetUtcNow();
        await _clock.DriveAsync(pool.SaveAsync(Ct));

        Assert.True(_clock.GetUtcNow() - began >= TimeSpan.FromMilliseconds(250), "It asked again at once.");
    }

    [Fact]
    public async Task A_wait_asks_for_no_longer_than_half_of_what_one_request_may_take()
    {
        using var client = _lxd.Connect(options => options.RequestTimeout = TimeSpan.FromSeconds(10));
        var pool = await _lxd.LoadAsync(client: client);
        pool.Config["size"] = "2GiB";
        var wait = $"{Wire.GetOperation}/wait?timeout=5";
        _lxd.OnSave(Reply.Async(Wire.Running)).On(wait, Reply.Sync(Wire.Success)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await pool.SaveAsync(Ct);
        Assert.Contains(wait, _lxd.Lines);
    }

    [Fact]
    public async Task A_reply_that_names_no_operation_is_not_taken_for_success()
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Async("{}", ""));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => pool.SaveAsync(Ct));
        Assert.True(e.WriteMayHaveHappened);
        Assert.True(pool.IsDirty && pool.IsStale);
    }

    [Fact]
    public async Task An_operation_without_a_status_is_not_asked_about_for_ever()
    {
        var pool = await LoadDirtyAsync();
        var shapeless = Reply.Sync($$"""{"id":"{{Wire.OperationId}}","status":"Success"}""");
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, shapeless).On(Wire.GetOperation, shapeless);
        var e = await Assert.ThrowsAsync<LxdOutcomeUnknownException>(() => pool.SaveAsync(Ct));
        Assert.True(e.WriteMayHaveHappened);
        Assert.Equal(("PUT", Wire.P1), (e.Method, e.Path));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task An_operation_of_an_impossible_name_is_a_malformed_reply_to_a_write_that_may_have_happened(string id)
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Async(Wire.Running.Replace(Wire.OperationId, id, StringComparison.Ordinal)));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => pool.SaveAsync(Ct));
        Assert.True(e.WriteMayHaveHappened);
        Assert.True(pool.IsDirty && pool.IsStale);
    }

    private async Task<StoragePool> LoadDirtyAsync()
    {
        var pool = await _lxd.LoadAsync(client: _lxd.Connect(options => options.TimeProvider = _clock));
        pool.Config["size"] = "2GiB";
        return pool;
    }
}
