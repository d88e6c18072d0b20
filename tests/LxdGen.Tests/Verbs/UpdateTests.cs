using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class UpdateTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Update_reads_edits_and_saves_with_the_ETag_just_read()
    {
        using var client = _lxd.Connect();
        var pool = client.StoragePools.Handle("p1");
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag), Reply.Sync(Wire.Pool("n"), Wire.ETag2)).On(Wire.PutP1, Reply.Sync());

        await pool.UpdateAsync(p => p.Description = "n", Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.Equal(Wire.ETag, _lxd.Requests[1].IfMatch);
        Assert.Equal($$"""{"description":"n","config":{{Wire.Config}}}""", _lxd.Requests[1].Body);
        Assert.False(pool.IsDirty || pool.IsStale);
    }

    [Fact]
    public async Task Update_runs_the_edit_again_on_newer_values_after_a_conflict()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.GetP1, Counter(1), Counter(5), Counter(6)).On(Wire.PutP1, Reply.Error(412, "ETag doesn't match"), Reply.Sync());

        await pool.UpdateAsync(p => p.Config["user.n"] = Next(p), Ct);

        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.GetP1, Wire.PutP1, Wire.GetP1], _lxd.Lines);
        Assert.Contains("\"user.n\":\"2\"", _lxd.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("\"user.n\":\"6\"", _lxd.Requests[3].Body, StringComparison.Ordinal);
        Assert.False(pool.IsDirty || pool.IsStale);
    }

    [Fact]
    public async Task Update_gives_up_after_five_conflicts_and_leaves_no_edit_behind()
    {
        var pool = await _lxd.LoadAsync();
        for (var i = 0; i < 6; i++)
            _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag)).On(Wire.PutP1, Reply.Error(412, "ETag doesn't match"));
        var runs = 0;

        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.UpdateAsync(p => p.Description = $"{++runs}", Ct));

        Assert.Equal(5, runs);
        Assert.Equal(10, _lxd.Requests.Count);
        Assert.Equal("", pool.Description);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task Update_whose_edit_throws_sends_nothing_and_leaves_nothing_behind()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag), Reply.Sync(Wire.Pool(), Wire.ETag));

        await Assert.ThrowsAsync<FormatException>(() => pool.UpdateAsync(Fail, Ct));

        Assert.Equal([Wire.GetP1], _lxd.Lines);
        Assert.Equal(("", "1GiB"), (pool.Description, pool.Config["size"]));
        Assert.False(pool.IsDirty || pool.IsStale);
        await pool.UpdateAsync(_ => { }, Ct);
    }

    [Fact]
    public async Task Update_that_changes_nothing_sends_no_PUT()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool("theirs")));
        await pool.UpdateAsync(p => p.Config["size"] = "1GiB", Ct);
        Assert.Equal([Wire.GetP1], _lxd.Lines);
        Assert.Equal("theirs", pool.Description);
    }

    [Fact]
    public async Task Update_of_a_dirty_object_is_refused_and_says_what_to_do()
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "edited";
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => pool.UpdateAsync(_ => Assert.Fail("ran"), Ct));
        Assert.Contains("description", e.Message, StringComparison.Ordinal);
        Assert.Contains("SaveAsync", e.Message, StringComparison.Ordinal);
        Assert.Empty(_lxd.Lines);
        Assert.Equal("edited", pool.Description);
    }

    [Fact]
    public async Task Update_that_is_refused_is_not_repeated_and_drops_its_edit()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag)).On(Wire.PutP1, Reply.Error(400, "Invalid option \"x\""));
        await Assert.ThrowsAsync<LxdException>(() => pool.UpdateAsync(p => p.Config["x"] = "1", Ct));
        Assert.Equal([Wire.GetP1, Wire.PutP1], _lxd.Lines);
        Assert.False(pool.IsDirty || pool.IsStale);
    }

    private static Reply Counter(int value) => Reply.Sync(Wire.Pool(config: $$"""{"source":"/p1","user.n":"{{value}}"}"""), Wire.ETag);

    private static string Next(StoragePool pool) => $"{int.Parse(pool.Config["user.n"], System.Globalization.CultureInfo.InvariantCulture) + 1}";

    private static void Fail(StoragePool pool)
    {
        pool.Description = "half";
        pool.Config.Clear();
        throw new FormatException();
    }
}
