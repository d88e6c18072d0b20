using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

public abstract class SnapshotTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots")]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots")]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}")]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}")]
    [Proves("PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}")]
    [Proves("PATCH /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}")]
    [Proves("DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}")]
    public async Task A_snapshot_is_taken_edited_renamed_restored_and_deleted(string driver)
    {
        var volume = await VolumeAsync(driver);
        var snapshot = await volume.Snapshots.CreateAsync("before", DateTimeOffset.UtcNow.AddDays(1), "why", Token);
        Assert.Equal(("before", "why", "v1"), (snapshot.Name, snapshot.Description, snapshot.Volume.Name));
        Assert.NotNull(snapshot.ExpiresAt);

        snapshot.ExpiresAt = null;
        await snapshot.SaveAsync(Token);
        Assert.Equal((null, "why"), (snapshot.ExpiresAt, snapshot.Description));
        await snapshot.PatchAsync(new() { ExpiresAt = DateTimeOffset.UtcNow.AddDays(2) }, Token);
        Assert.Equal("why", snapshot.Description);

        await snapshot.RenameAsync("earlier", Token);
        Assert.Equal(["earlier"], await volume.Snapshots.NamesAsync(Token));
        Assert.Equal(["earlier"], (await volume.Snapshots.AllAsync(Token)).Select(found => found.Name));

        volume.Config["user.a"] = "2";
        await volume.SaveAsync(Token);
        await snapshot.RestoreAsync(Token);
        Assert.Equal(("d", "2"), (volume.Description, volume.Config["user.a"]));

        await snapshot.DeleteAsync(Token);
        Assert.Empty(await volume.Snapshots.AllAsync(Token));
    }

    [Fact]
    public async Task What_was_deleted_is_not_taken_for_what_has_its_name_now()
    {
        var volume = await VolumeAsync("dir");
        var snapshot = await volume.Snapshots.CreateAsync("s", cancellationToken: Token);
        await snapshot.DeleteAsync(Token);
        await volume.Snapshots.CreateAsync("s", cancellationToken: Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RestoreAsync(Token));

        await volume.DeleteAsync(Token);
        var other = await volume.Pool.Volumes.CreateAsync(new() { Name = volume.Name }, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.CopyToAsync(volume.Pool, new() { Name = "copy" }, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.MoveToAsync(volume.Pool, new() { Name = "moved" }, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.RefreshAsync(other, cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.ExportAsync(Stream.Null, cancellationToken: Token));
        Assert.Equal([volume.Name], (await volume.Pool.Volumes.NamesAsync(Token)).Select(found => found.Name));
    }

    [Fact]
    public async Task What_belongs_to_a_deleted_volume_is_not_taken_for_what_belongs_to_one_of_its_name()
    {
        var volume = await VolumeAsync("dir");
        var (snapshots, backups) = (volume.Snapshots, volume.Backups);
        var snapshot = await snapshots.CreateAsync("s", cancellationToken: Token);
        await volume.DeleteAsync(Token);
        var other = await volume.Pool.Volumes.CreateAsync(new() { Name = volume.Name }, Token);
        await other.Snapshots.CreateAsync("s", cancellationToken: Token);

        Assert.True(snapshot.IsDeleted);
        Func<Task>[] verbs =
        [
            () => snapshot.DeleteAsync(Token), () => snapshot.RestoreAsync(Token), () => snapshots.AllAsync(Token), () => snapshots.NamesAsync(Token), () => snapshots.GetAsync("s", Token),
            () => snapshots.CreateAsync("new", cancellationToken: Token), () => backups.CreateAsync(new(), Token), () => volume.State.GetAsync(Token),
        ];
        foreach (var verb in verbs)
            Assert.Contains("deleted", (await Assert.ThrowsAsync<InvalidOperationException>(verb)).Message, StringComparison.Ordinal);
        Assert.Equal(["s"], await other.Snapshots.NamesAsync(Token));
    }

    [Fact]
    public async Task Snapshots_without_a_name_are_counted_and_each_is_returned()
    {
        var volume = await VolumeAsync("dir");
        await volume.Snapshots.CreateAsync("snap7", cancellationToken: Token);

        Assert.Equal("snap8", (await volume.Snapshots.CreateAsync(cancellationToken: Token)).Name);
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => volume.Snapshots.CreateAsync(cancellationToken: Token)));

        Assert.Equal(["snap10", "snap11", "snap12", "snap9"], others.Select(snapshot => snapshot.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task A_name_that_would_take_other_data_with_it_is_refused(string name)
    {
        var volume = await VolumeAsync("dir");
        await Assert.ThrowsAsync<ArgumentException>(() => volume.Snapshots.CreateAsync(name, cancellationToken: Token));
        Assert.Empty(await volume.Snapshots.NamesAsync(Token));
    }

    [Fact]
    public async Task A_failure_that_comes_later_is_what_a_refusal_would_be()
    {
        var volume = await VolumeAsync("dir");
        var snapshot = await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s2", cancellationToken: Token);

        await Assert.ThrowsAsync<LxdConflictException>(() => volume.Snapshots.CreateAsync("s1", cancellationToken: Token));
        await Assert.ThrowsAsync<LxdConflictException>(() => snapshot.RenameAsync("s2", Token));
        await Assert.ThrowsAsync<LxdNotFoundException>(() => volume.RestoreAsync("none", Token));
        Assert.Equal("s1", snapshot.Name);
    }

    private async Task<StorageVolume> VolumeAsync(string driver) =>
        await (await CreateAsync(driver)).Volumes.CreateAsync(new() { Name = "v1", Description = "d", Config = { ["user.a"] = "1" } }, Token);
}
