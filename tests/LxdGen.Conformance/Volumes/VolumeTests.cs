using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

public abstract class VolumeTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/{type}")]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}")]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}")]
    [Proves("PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}")]
    [Proves("PATCH /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}")]
    [Proves("DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}")]
    public async Task A_volume_is_created_edited_saved_patched_renamed_and_deleted(string driver)
    {
        var pool = await CreateAsync(driver);
        var volume = await pool.Volumes.CreateAsync(new() { Name = "data", Description = "first", Config = { ["user.a"] = "1" } }, Token);
        Assert.Equal((pool.Name, StorageVolumeType.Custom, "data", StorageVolumeContentType.Filesystem), (volume.Pool.Name, volume.Type, volume.Name, volume.ContentType));
        Assert.Equal(("first", "1", false), (volume.Description, volume.Config["user.a"], volume.IsDirty));

        volume.Config["user.b"] = "2";
        await volume.SaveAsync(Token);
        await volume.PatchAsync(new() { Config = { ["user.c"] = "3" } }, Token);
        Assert.Equal(("first", "2", "3"), (volume.Description, volume.Config["user.b"], volume.Config["user.c"]));

        await volume.RenameAsync("data two", Token);
        volume.Description = "renamed";
        await volume.SaveAsync(Token);
        Assert.Equal("renamed", (await pool.Volumes.GetAsync(StorageVolumeType.Custom, "data two", Token)).Description);
        Assert.False(await pool.Volumes.ExistsAsync(StorageVolumeType.Custom, "data", Token));

        await volume.DeleteAsync(Token);
        Assert.Null(await pool.Volumes.TryGetAsync(StorageVolumeType.Custom, "data two", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.SyncAsync(Token));
    }

    [Fact]
    public async Task What_someone_else_wrote_in_between_is_a_conflict_also_where_the_ETag_does_not_tell_of_it()
    {
        var pool = await CreateAsync("dir");
        var mine = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "first" }, Token);
        var theirs = await (await AsAnotherProcessAsync(pool)).Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token);
        theirs.Description = "theirs";
        await theirs.SaveAsync(Token);
        mine.Config["user.a"] = "mine";

        var error = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => mine.SaveAsync(Token));

        Assert.Contains("description", error.Message, StringComparison.Ordinal);
        await mine.SyncAsync(Token);
        await mine.SaveAsync(Token);
        await theirs.SyncAsync(Token);
        Assert.Equal(("theirs", "mine"), (theirs.Description, theirs.Config["user.a"]));
    }

    [Fact]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes")]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}")]
    public async Task Snapshots_are_no_volumes()
    {
        var pool = await CreateAsync("dir");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1" }, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        await pool.Volumes.CreateAsync(new() { Name = "v2", Description = "other" }, Token);

        Assert.Equal(["v1", "v2"], (await pool.Volumes.AllAsync(Token)).Select(found => found.Name).Order());
        Assert.Equal(["custom/v1", "custom/v2"], (await pool.Volumes.NamesAsync(Token)).Select(name => name.ToString()).Order());
        Assert.Equal(["v2"], (await pool.Volumes.FindAsync(new() { Type = StorageVolumeType.Custom, Filter = "description eq other" }, Token)).Select(found => found.Name));
        Assert.Empty(await pool.Volumes.FindAsync(new() { Type = StorageVolumeType.Image }, Token));
    }

    [Fact]
    public async Task Odd_names_are_created_listed_read_and_renamed()
    {
        string[] names = ["häß lich", "100%", "a?b#c", "p1?recursion=1", "..v", "%2e%2e", "a+b&c=d"];
        var pool = await CreateAsync("dir");
        foreach (var name in names)
            await pool.Volumes.CreateAsync(new() { Name = name }, Token);

        Assert.Equal(names.Order(StringComparer.Ordinal), (await pool.Volumes.NamesAsync(Token)).Select(name => name.Name).Order(StringComparer.Ordinal));
        Assert.Equal(names.Order(StringComparer.Ordinal), (await pool.Volumes.AllAsync(Token)).Select(volume => volume.Name).Order(StringComparer.Ordinal));
        foreach (var name in names)
        {
            var volume = await pool.Volumes.GetAsync(StorageVolumeType.Custom, name, Token);
            await volume.RenameAsync($"{name} 2", Token);
            Assert.Equal($"{name} 2", volume.Name);
        }
    }

    [Fact]
    public async Task What_someone_else_changed_is_not_overwritten()
    {
        var pool = await CreateAsync("dir");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "ours" }, Token);
        var theirs = await (await AsAnotherProcessAsync(pool)).Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token);
        theirs.Config["user.a"] = "theirs";
        await theirs.SaveAsync(Token);

        volume.Config["user.b"] = "ours";
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => volume.SaveAsync(Token));
        await volume.SyncAsync(Token);
        await volume.SaveAsync(Token);
        Assert.Equal(("theirs", "ours", "ours"), (volume.Config["user.a"], volume.Config["user.b"], volume.Description));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_conflict_and_a_missing_one_is_not_found()
    {
        var pool = await CreateAsync("dir");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1" }, Token);
        await pool.Volumes.CreateAsync(new() { Name = "v2" }, Token);

        await Assert.ThrowsAsync<LxdConflictException>(() => pool.Volumes.CreateAsync(new() { Name = "v1" }, Token));
        await Assert.ThrowsAsync<LxdConflictException>(() => volume.RenameAsync("v2", Token));
        Assert.Equal("v1", volume.Name);
        await volume.SyncAsync(Token);
        await Assert.ThrowsAsync<LxdNotFoundException>(() => pool.Volumes.GetAsync(StorageVolumeType.Custom, "none", Token));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => Lxd.StoragePools.Handle("none").Volumes.AllAsync(Token));
    }

    [Fact]
    public async Task A_raw_post_sends_what_it_is_given_and_returns_the_reply()
    {
        var pool = await CreateAsync("dir");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1" }, Token);

        var reply = await volume.RawPostAsync(new() { Name = "v9" }, Token);

        Assert.Equal((201, "v1", true), (reply.StatusCode, volume.Name, volume.IsStale));
        Assert.True(await pool.Volumes.ExistsAsync(StorageVolumeType.Custom, "v9", Token));
    }

    [Fact]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes")]
    public async Task The_raw_client_creates_a_volume_whose_type_is_in_the_body()
    {
        var pool = await CreateAsync("dir");

        await new Raw.StorageVolumesClient(Lxd.Pipeline).CreateAsync(pool.Name, new() { Name = "v1", Type = StorageVolumeType.Custom }, cancellationToken: Token);

        Assert.True(await pool.Volumes.ExistsAsync(StorageVolumeType.Custom, "v1", Token));
    }

    [Fact]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/state")]
    public async Task The_state_says_what_a_volume_takes()
    {
        var pool = await CreateAsync("btrfs");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Config = { ["size"] = "64MiB" } }, Token);
        Assert.NotNull((await volume.State.GetAsync(Token)).Usage);
    }

    [Theory, ClassData(typeof(Drivers))]
    public async Task The_schema_knows_every_field_of_a_volume_and_what_is_in_it(string driver)
    {
        var pool = await CreateAsync(driver);
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1" }, Token);
        var snapshot = await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1" }, Token);

        Assert.Empty((await new Raw.StorageVolumesClient(Lxd.Pipeline).GetAsync(pool.Name, "custom", "v1", cancellationToken: Token)).Value.AdditionalProperties);
        Assert.Empty((await new Raw.StorageVolumeSnapshotsClient(Lxd.Pipeline).GetAsync(pool.Name, "custom", "v1", snapshot.Name, cancellationToken: Token)).Value.AdditionalProperties);
        Assert.Empty((await new Raw.StorageVolumeBackupsClient(Lxd.Pipeline).GetAsync(pool.Name, "custom", "v1", backup.Name, cancellationToken: Token)).Value.AdditionalProperties);
    }
}
