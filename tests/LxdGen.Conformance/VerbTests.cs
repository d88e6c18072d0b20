using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

public abstract class VerbTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    [Proves("PUT /1.0/storage-pools/{poolName}")]
    public async Task Save_of_a_config_edit_keeps_the_description(string driver)
    {
        var pool = await CreateAsync(driver);
        pool.Config["user.note"] = "a";

        await pool.SaveAsync(Token);

        Assert.False(pool.IsDirty);
        var read = await Lxd.StoragePools.GetAsync(pool.Name, Token);
        Assert.Equal("a", read.Config["user.note"]);
        Assert.Equal("first", read.Description);
    }

    [Theory, ClassData(typeof(Drivers))]
    public async Task Save_writes_description_and_config_and_unsets_what_was_removed(string driver)
    {
        var pool = await CreateAsync(driver);
        pool.Config["user.one"] = "1";
        pool.Config["rsync.bwlimit"] = "10MB";
        await pool.SaveAsync(Token);
        pool.Config.Remove("user.one");
        pool.Config["rsync.bwlimit"] = "";
        pool.Description = "second";
        Assert.Equal(["description", "config.rsync.bwlimit", "config.user.one"], pool.Changes.Select(change => change.Field));

        await pool.SaveAsync(Token);

        Assert.Equal("second", pool.Description);
        Assert.DoesNotContain("user.one", pool.Config);
        Assert.DoesNotContain("rsync.bwlimit", pool.Config);
        Assert.False(pool.IsDirty);
    }

    [Theory, ClassData(typeof(Drivers))]
    [Proves("PATCH /1.0/storage-pools/{poolName}")]
    public async Task Patch_of_config_keeps_the_description_and_the_other_keys(string driver)
    {
        var pool = await CreateAsync(driver);
        await pool.PatchAsync(new() { Config = { ["user.one"] = "1" } }, Token);

        await pool.PatchAsync(new() { Config = { ["user.two"] = "2" } }, Token);

        Assert.Equal("first", pool.Description);
        Assert.Equal("1", pool.Config["user.one"]);
        Assert.Equal("2", pool.Config["user.two"]);
    }

    [Theory, ClassData(typeof(Drivers))]
    public async Task Put_replaces_everything_and_drops_edits(string driver)
    {
        var pool = await CreateAsync(driver);
        var body = new StoragePoolPut { Description = "put", Config = { ["source"] = pool.Config["source"], ["user.put"] = "yes" } };
        pool.Config["user.edit"] = "lost";

        await pool.PutAsync(body, Token);

        Assert.Equal("put", pool.Description);
        Assert.Equal("yes", pool.Config["user.put"]);
        Assert.DoesNotContain("user.edit", pool.Config);
        Assert.False(pool.IsDirty);
    }

    [Theory, ClassData(typeof(Drivers))]
    public async Task Raw_verbs_send_exactly_what_they_are_given(string driver)
    {
        var pool = await CreateAsync(driver);

        var reply = await pool.RawPutAsync(new() { Config = pool.Config }, cancellationToken: Token);

        Assert.Equal(200, reply.StatusCode);
        Assert.True(pool.IsStale);
        Assert.Equal("first", pool.Description);
        await pool.SyncAsync(Token);
        Assert.False(pool.IsStale);
        Assert.Equal("", pool.Description);

        await pool.RawPatchAsync(new() { Description = "patched" }, cancellationToken: Token);
        await pool.SyncAsync(Token);
        Assert.Equal("patched", pool.Description);
    }

    [Fact]
    public async Task A_raw_put_with_another_ETag_is_refused()
    {
        var pool = await CreateAsync("dir");

        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.RawPutAsync(new() { Config = pool.Config }, ifMatch: new string('0', 64), Token));
    }

    [Fact]
    public async Task Sync_keeps_edits_and_rollback_drops_them()
    {
        var pool = await CreateAsync("dir");
        pool.Config["user.mine"] = "1";
        var other = await AsAnotherProcessAsync(pool);
        await other.UpdateAsync(p => p.Config["user.theirs"] = "2", Token);

        await pool.SyncAsync(Token);

        Assert.Equal("1", pool.Config["user.mine"]);
        Assert.Equal("2", pool.Config["user.theirs"]);
        Assert.Equal("config.user.mine", Assert.Single(pool.Changes).Field);
        await pool.RollbackAsync(Token);
        Assert.DoesNotContain("user.mine", pool.Config);
        Assert.Equal("2", pool.Config["user.theirs"]);
    }

    [Theory, ClassData(typeof(Drivers))]
    public async Task A_refused_save_keeps_the_edits(string driver)
    {
        var pool = await CreateAsync(driver);
        pool.Config["bogus"] = "1";

        var error = await Assert.ThrowsAsync<LxdException>(() => pool.SaveAsync(Token));

        Assert.Equal(400, error.StatusCode);
        Assert.Equal("1", pool.Config["bogus"]);
        Assert.True(pool.IsDirty);
    }

    [Theory, ClassData(typeof(Drivers))]
    [Proves("GET /1.0/storage-pools/{poolName}/resources")]
    public async Task Resources_are_read_and_can_be_read_again(string driver)
    {
        var pool = await CreateAsync(driver);

        var resources = await pool.Resources.GetAsync(Token);

        Assert.Equal(pool.Name, resources.Pool.Name);
        Assert.InRange(resources.Space.Used, 1UL, resources.Space.Total);
        await resources.SyncAsync(Token);
        Assert.True(resources.IsLoaded);
    }

    [Fact]
    [Proves("DELETE /1.0/storage-pools/{poolName}")]
    public async Task A_deleted_pool_refuses_every_verb()
    {
        var pool = await CreateAsync("dir");
        await pool.DeleteAsync(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.SyncAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.SaveAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.DeleteAsync(Token));
        await CreateNamedAsync(pool.Name, "dir");
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.Resources.GetAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.Volumes.AllAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.Volumes.CreateAsync(new() { Name = "v" }, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.Volumes.ImportAsync(Stream.Null, cancellationToken: Token));
        Assert.Equal("first", pool.Description);
    }
}
