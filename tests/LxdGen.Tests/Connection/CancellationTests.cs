using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>A token that is cancelled: edits stay, and the object is stale exactly if the write may have arrived.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _release = new();

    public void Dispose()
    {
        _release.TrySetResult();
        _lxd.Dispose();
        _cancel.Dispose();
    }

    [Fact]
    public async Task Cancelled_before_it_begins_no_verb_sends_anything()
    {
        var pool = await LoadDirtyAsync();
        await _cancel.CancelAsync();
        var token = _cancel.Token;
        Func<Task>[] verbs =
        [
            () => pool.SyncAsync(token), () => pool.RollbackAsync(token), () => pool.SaveAsync(token), () => pool.PutAsync(new(), token),
            () => pool.PatchAsync(new(), token), () => pool.RawPutAsync(new(), null, token), () => pool.RawPatchAsync(new(), null, token),
            () => pool.UpdateAsync(_ => { }, token), () => pool.DeleteAsync(token), () => pool.Resources.GetAsync(token),
        ];
        foreach (var verb in verbs)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(verb);
        Assert.Empty(_lxd.Lines);
        Assert.True(pool.IsDirty && !pool.IsStale);
    }

    [Fact]
    public async Task Cancelled_while_connecting_the_object_is_not_stale()
    {
        var connecting = new TaskCompletionSource();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                connecting.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return Stream.Null;
            },
        };
        using var client = LxdClient.ConnectLocal(new() { Handler = handler, KnownServer = AnyServer.Instance });
        var pool = client.StoragePools.Handle("p1");
        ((Models.ILxdModel<StoragePoolData>)pool).Load(new(new StoragePoolData(), ETag: Wire.ETag));
        pool.Config["size"] = "2GiB";

        var save = pool.SaveAsync(_cancel.Token);
        await connecting.Task;
        await _cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.True(pool.IsDirty);
        Assert.False(pool.IsStale);
    }

    public static TheoryData<string, int, bool> Moments => new()
    {
        { "the comparing read", 1, false },
        { "the write", 2, true },
        { "the wait", 3, true },
        { "the read back", 4, true },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Cancelled_during_a_save_edits_are_kept(string moment, int requests, bool stale)
    {
        var pool = await LoadDirtyAsync();
        Reply Held(string step, Reply reply) => step == moment ? reply.After(_release.Task) : reply;
        _lxd.On(Wire.PutP1, Held("the write", Reply.Async(Wire.Running))).On(Wire.WaitOperation, Held("the wait", Reply.Sync(Wire.Success)));
        _lxd.On(Wire.GetP1, Held("the comparing read", Reply.Sync(Wire.Pool())), Held("the read back", Reply.Sync(Wire.Pool())));

        var save = pool.SaveAsync(_cancel.Token);
        await Patience.UntilAsync(() => _lxd.Lines.Count == requests, moment);
        await _cancel.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Equal(_cancel.Token, e.CancellationToken);
        Assert.Equal("config.size", pool.Changes[^1].Field);
        Assert.Equal(stale, pool.IsStale);
        Assert.Equal(stale, Assert.IsAssignableFrom<LxdException>(e.InnerException).WriteMayHaveHappened);
        Assert.DoesNotContain(_lxd.Lines, sent => sent.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelled_while_it_waits_for_its_turn_nothing_was_sent_and_the_turn_goes_on()
    {
        var pool = await LoadDirtyAsync();
        _lxd.On(Wire.PatchP1, Reply.Sync().After(_release.Task)).On(Wire.GetP1, Reply.Sync(Wire.Pool()), Reply.Sync(Wire.Pool()));
        var first = pool.PatchAsync(new() { Description = "" }, Ct);
        await Patience.UntilAsync(() => _lxd.Requests.Count == 1, "the PATCH");
        var second = pool.SyncAsync(_cancel.Token);
        await _cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal([Wire.PatchP1], _lxd.Lines);
        Assert.False(pool.IsStale);
        _release.SetResult();
        await first;
        await pool.SyncAsync(Ct);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Cancelled_during_another_write_the_object_is_stale_and_alive(string verb)
    {
        var pool = await LoadDirtyAsync();
        _lxd.On($"{verb} {Wire.P1}", Reply.Sync().After(_release.Task)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        var write = verb switch
        {
            "PUT" => pool.RawPutAsync(new(), cancellationToken: _cancel.Token),
            "PATCH" => pool.PatchAsync(new() { Description = "" }, _cancel.Token),
            _ => pool.DeleteAsync(_cancel.Token),
        };
        await Patience.UntilAsync(() => _lxd.Requests.Count == 1, verb);
        await _cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.True(pool.IsStale && pool.IsDirty);
        await pool.SyncAsync(Ct);
        Assert.False(pool.IsStale);
    }

    private async Task<StoragePool> LoadDirtyAsync()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        return pool;
    }
}
