using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class DeleteTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Delete_is_one_request_without_If_Match_or_content_type()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.DeleteP1, Reply.Sync());

        await pool.DeleteAsync(Ct);

        Assert.Equal([Wire.DeleteP1], _lxd.Lines);
        Assert.Equal("", _lxd.Last.Body);
        Assert.Null(_lxd.Last.IfMatch);
        Assert.DoesNotContain("Content-Type", _lxd.Last.Headers.Keys);
        Assert.DoesNotContain("Transfer-Encoding", _lxd.Last.Headers.Keys);
    }

    [Fact]
    public async Task Every_verb_after_Delete_says_that_the_object_is_gone_and_sends_nothing()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "dirty";
        _lxd.On(Wire.DeleteP1, Reply.Sync());
        await pool.DeleteAsync(Ct);
        _lxd.Forget();
        Func<Task>[] verbs =
        [
            () => pool.SyncAsync(Ct), () => pool.RollbackAsync(Ct), () => pool.SaveAsync(Ct), () => pool.PutAsync(new(), Ct),
            () => pool.PatchAsync(new(), Ct), () => pool.RawPutAsync(new(), cancellationToken: Ct),
            () => pool.RawPatchAsync(new(), cancellationToken: Ct), () => pool.UpdateAsync(_ => { }, Ct), () => pool.DeleteAsync(Ct),
        ];

        foreach (var verb in verbs)
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(verb);
            Assert.Contains("'p1' was deleted", e.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_lxd.Lines);
    }

    [Fact]
    public async Task Delete_that_is_refused_leaves_the_object_alive_and_its_edits_intact()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "edited";
        _lxd.On(Wire.DeleteP1, Reply.Error(400, "The storage pool is currently in use"));
        var e = await Assert.ThrowsAsync<LxdException>(() => pool.DeleteAsync(Ct));
        Assert.Equal("The storage pool is currently in use", e.ServerMessage);
        Assert.Equal("edited", pool.Description);
        Assert.True(pool.IsDirty);
        Assert.False(pool.IsStale);
        Assert.DoesNotContain("deleted", pool.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_waits_for_the_operation()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.DeleteP1, Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success));
        await pool.DeleteAsync(Ct);
        Assert.Equal([Wire.DeleteP1, Wire.WaitOperation], _lxd.Lines);
        Assert.Contains("deleted", pool.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_that_waits_for_its_turn_while_the_object_is_deleted_sends_nothing()
    {
        var pool = await _lxd.LoadAsync();
        var release = new TaskCompletionSource();
        _lxd.On(Wire.DeleteP1, Reply.Sync().After(release.Task));
        var delete = pool.DeleteAsync(Ct);
        await Patience.UntilAsync(() => _lxd.Requests.Count == 1, "the DELETE");
        var sync = pool.SyncAsync(Ct);
        release.SetResult();
        await delete;
        await Assert.ThrowsAsync<InvalidOperationException>(() => sync);
        Assert.Equal([Wire.DeleteP1], _lxd.Lines);
    }
}
