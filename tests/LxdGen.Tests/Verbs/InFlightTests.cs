using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Edits that are made while a request is under way.</summary>
public sealed class InFlightTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task An_edit_during_a_save_is_kept_and_dirty_afterwards()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Sync().After(() => pool.Config["user.late"] = "1"));
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(config: """{"size":"2GiB","source":"/p1"}"""), Wire.ETag2).After(() => pool.Description = "later"));

        await pool.SaveAsync(Ct);

        Assert.DoesNotContain("late", _lxd.Requests[1].Body, StringComparison.Ordinal);
        Assert.Equal(["description", "config.user.late"], pool.Changes.Select(change => change.Field));
        Assert.Equal(("2GiB", "1", "later"), (pool.Config["size"], pool.Config["user.late"], pool.Description));
    }

    [Fact]
    public async Task An_edit_of_the_same_key_during_a_save_wins_over_what_was_saved()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Sync().After(() => pool.Config["size"] = "3GiB"));
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(config: """{"size":"2GiB","source":"/p1"}"""), Wire.ETag2));

        await pool.SaveAsync(Ct);

        Assert.Equal(new LxdChange("config.size", "2GiB", "3GiB"), Assert.Single(pool.Changes));
    }

    [Fact]
    public async Task Taking_an_edit_back_during_its_save_is_an_edit()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Sync().After(() => pool.Config["size"] = "1GiB"));
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(config: """{"size":"2GiB","source":"/p1"}"""), Wire.ETag2));

        await pool.SaveAsync(Ct);

        Assert.Equal(new LxdChange("config.size", "2GiB", "1GiB"), Assert.Single(pool.Changes));
    }

    public static TheoryData<string> Dropping => ["PUT", "PATCH", "rollback", "update"];

    [Theory]
    [MemberData(nameof(Dropping))]
    public async Task An_edit_during_a_verb_that_drops_edits_is_kept_all_the_same(string verb)
    {
        var pool = await _lxd.LoadAsync();
        if (verb != "update")
            pool.Config["user.dropped"] = "1";
        void Late() => pool.Config["user.late"] = "1";
        var read = Reply.Sync(Wire.Pool("x"), Wire.ETag2);
        _lxd.On(Wire.PutP1, Reply.Sync().After(Late)).On(Wire.PatchP1, Reply.Sync().After(Late));
        Reply[] reads = verb switch
        {
            "rollback" => [read.After(Late)],
            "update" => [Reply.Sync(Wire.Pool(), Wire.ETag), read],
            "PUT" => [Reply.Sync(Wire.Pool(), Wire.ETag), read],
            _ => [read],
        };
        _lxd.On(Wire.GetP1, reads);

        await (verb switch
        {
            "PUT" => pool.PutAsync(new() { Description = "x" }, Ct),
            "PATCH" => pool.PatchAsync(new() { Description = "x" }, Ct),
            "rollback" => pool.RollbackAsync(Ct),
            _ => pool.UpdateAsync(p => p.Description = "x", Ct),
        });

        Assert.Equal("config.user.late", Assert.Single(pool.Changes).Field);
        Assert.Equal("x", pool.Description);
    }

    [Fact]
    public async Task An_edit_during_a_save_that_fails_is_kept_with_the_others()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Error(400, "no").After(() => pool.Config["user.late"] = "1"));
        await Assert.ThrowsAsync<LxdException>(() => pool.SaveAsync(Ct));
        Assert.Equal(["config.size", "config.user.late"], pool.Changes.Select(change => change.Field));
    }

    [Fact]
    public async Task An_edit_during_an_update_that_is_retried_is_kept_and_not_sent_with_it()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag), Reply.Sync(Wire.Pool(), Wire.ETag2), Reply.Sync(Wire.Pool("n"), Wire.ETag));
        _lxd.On(Wire.PutP1, Reply.Error(412, "ETag doesn't match").After(() => pool.Config["user.late"] = "1"), Reply.Sync());
        await pool.UpdateAsync(p => p.Description = "n", Ct);
        Assert.DoesNotContain("late", _lxd.Requests[3].Body, StringComparison.Ordinal);
        Assert.Equal("config.user.late", Assert.Single(pool.Changes).Field);
    }

    [Fact]
    public async Task An_edit_during_an_update_that_is_retried_and_then_refused_is_kept()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag), Reply.Sync(Wire.Pool(), Wire.ETag2));
        _lxd.On(Wire.PutP1, Reply.Error(412, "ETag doesn't match").After(() => pool.Config["user.late"] = "1"), Reply.Error(400, "no"));
        await Assert.ThrowsAsync<LxdException>(() => pool.UpdateAsync(p => p.Description = "n", Ct));
        Assert.Equal("config.user.late", Assert.Single(pool.Changes).Field);
    }
}
