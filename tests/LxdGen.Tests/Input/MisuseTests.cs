using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class MisuseTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public void Data_of_a_handle_that_was_never_read_says_to_sync_first()
    {
        using var client = _lxd.Connect();
        var pool = client.StoragePools.Handle("p1");
        Action[] reads =
        [
            () => _ = pool.Description, () => _ = pool.Config, () => _ = pool.Driver, () => _ = pool.Status, () => _ = pool.UsedBy,
            () => _ = pool.Locations, () => _ = pool.Managed, () => pool.Description = "x", () => pool.Config = new LxdConfig(),
        ];
        foreach (var read in reads)
            Assert.Contains("SyncAsync", Assert.Throws<InvalidOperationException>(read).Message, StringComparison.Ordinal);
        Assert.Equal("p1", pool.Name);
        Assert.Empty(pool.Changes);
        Assert.Empty(_lxd.Lines);
    }

    [Fact]
    public async Task A_null_key_or_value_in_a_config_is_refused_and_changes_nothing()
    {
        var pool = await _lxd.LoadAsync();
        Action[] edits =
        [
            () => pool.Config["size"] = null!, () => pool.Config[null!] = "x", () => pool.Config.Add("x", null!),
            () => pool.Config.Add(null!, "x"), () => pool.Config = null!, () => pool.Description = null!,
            () => pool.Config = new Dictionary<string, string> { ["a"] = "b", ["x"] = null! },
            () => pool.Config.Add(new KeyValuePair<string, string>("y", null!)),
        ];
        foreach (var edit in edits)
            Assert.Throws<ArgumentNullException>(edit);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task A_null_value_in_a_body_is_refused_before_anything_is_sent()
    {
        var pool = await _lxd.LoadAsync();
        StoragePoolPut Body() => new() { Description = "", Config = new Dictionary<string, string> { ["x"] = null! } };
        Func<Task>[] verbs =
        [
            () => pool.PutAsync(Body(), Ct), () => pool.PatchAsync(Body(), Ct), () => pool.RawPutAsync(Body(), cancellationToken: Ct),
            () => pool.RawPatchAsync(Body(), cancellationToken: Ct),
        ];
        foreach (var verb in verbs)
            await Assert.ThrowsAsync<ArgumentNullException>(verb);
        Assert.Empty(_lxd.Lines);
        Assert.False(pool.IsStale);
    }

    [Fact]
    public async Task A_null_body_or_edit_is_refused()
    {
        var pool = await _lxd.LoadAsync();
        await Assert.ThrowsAsync<ArgumentNullException>(() => pool.PutAsync(null!, Ct));
        await Assert.ThrowsAsync<ArgumentNullException>(() => pool.PatchAsync(null!, Ct));
        await Assert.ThrowsAsync<ArgumentNullException>(() => pool.RawPutAsync(null!, cancellationToken: Ct));
        await Assert.ThrowsAsync<ArgumentNullException>(() => pool.UpdateAsync((Action<StoragePool>)null!, Ct));
        Assert.Empty(_lxd.Lines);
    }

    [Fact]
    public async Task Text_that_is_no_Unicode_is_refused_before_anything_is_written()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "a\uD800";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => pool.SaveAsync(Ct));
        Assert.Equal([Wire.GetP1], _lxd.Lines);
        Assert.False(pool.IsStale);
    }

    [Fact]
    public async Task A_client_that_was_disposed_of_says_so()
    {
        var client = _lxd.Connect();
        var pool = await _lxd.LoadAsync(client: client);
        await client.DisposeAsync();
        client.Dispose();
        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.SyncAsync(Ct));
        Assert.Equal(typeof(LxdClient).FullName, error.ObjectName);
        Assert.Empty(_lxd.Lines);
        // The handler was lent to it and goes on.
        await _lxd.LoadAsync();
    }
}
