using LxdGen.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Tests;

public sealed class TimeoutTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _release = new();

    public void Dispose()
    {
        _release.TrySetResult();
        _lxd.Dispose();
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", true)]
    public async Task A_reply_that_does_not_come_in_time_is_a_connection_that_says_how_to_wait_longer(string method, bool mayHaveHappened)
    {
        var pool = await LoadAsync();
        _lxd.On($"{method} {Wire.P1}", Reply.Sync().After(_release.Task));
        var call = method switch
        {
            "GET" => pool.SyncAsync(Ct),
            "PUT" => pool.RawPutAsync(new(), cancellationToken: Ct),
            _ => pool.DeleteAsync(Ct),
        };
        await Patience.UntilAsync(() => _lxd.Requests.Count == 1, method);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => call);

        Assert.Contains("RequestTimeout", e.Message, StringComparison.Ordinal);
        Assert.Equal((mayHaveHappened, mayHaveHappened), (e.WriteMayHaveHappened, pool.IsStale));
        Assert.Single(_lxd.Lines);
    }

    [Fact]
    public async Task A_wait_that_times_out_asks_the_operation_and_goes_on()
    {
        var pool = await LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success).After(_release.Task));
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Success)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        var save = pool.SaveAsync(Ct);
        await Patience.UntilAsync(() => _lxd.Requests.Count == 3, "the wait");
        _clock.Advance(TimeSpan.FromSeconds(61));
        await save;
        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.WaitOperation, Wire.GetOperation, Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task Without_a_timeout_a_request_may_take_for_ever()
    {
        using var client = _lxd.Connect(options => (options.TimeProvider, options.RequestTimeout) = (_clock, Timeout.InfiniteTimeSpan));
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()).After(_release.Task));
        var get = client.StoragePools.GetAsync("p1", Ct);
        await Patience.UntilAsync(() => _lxd.Requests.Count == 1, "the GET");
        _clock.Advance(TimeSpan.FromDays(365));
        _release.SetResult();
        await get;
    }

    private Task<StoragePool> LoadAsync() =>
        _lxd.LoadAsync(client: _lxd.Connect(options => (options.TimeProvider, options.RequestTimeout) = (_clock, TimeSpan.FromMinutes(1))));
}
