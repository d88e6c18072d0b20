using LxdGen.Testing;

namespace LxdGen.Conformance.Emulator;

/// <summary>The verbs of the SDK, on servers that make changes at once and on those that make operations of them.</summary>
public sealed class ProfileTests : EmulatorTest
{
    [Theory, MemberData(nameof(Profiles))]
    public async Task A_pool_is_created_saved_patched_and_deleted(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = "p1", Driver = StorageDriver.Btrfs, Config = { ["size"] = "1GiB" } }, Token);
        pool.Description = "mine";
        pool.Config["volume.size"] = "10MiB";
        await pool.SaveAsync(Token);
        await pool.PatchAsync(new() { Config = { ["rsync.bwlimit"] = "5MB" } }, Token);

        await pool.SyncAsync(Token);
        Assert.Equal(("mine", "10MiB", "5MB"), (pool.Description, pool.Config["volume.size"], pool.Config["rsync.bwlimit"]));
        await Assert.ThrowsAsync<LxdConflictException>(() => lxd.StoragePools.CreateAsync(new() { Name = "p1", Driver = StorageDriver.Dir }, Token));
        await pool.DeleteAsync(Token);
        Assert.Empty(await lxd.StoragePools.AllAsync(Token));
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task A_volume_goes_through_all_verbs(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var (one, two) = (await PoolAsync(lxd, "p1"), await PoolAsync(lxd, "p2"));
        var volume = await one.Volumes.CreateAsync(new() { Name = "v1", Description = "mine" }, Token);
        volume.Config["user.a"] = "1";
        await volume.SaveAsync(Token);
        await volume.PatchAsync(new() { Config = { ["user.b"] = "2" } }, Token);
        await volume.RenameAsync("v2", Token);
        var snapshot = await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        snapshot.Description = "before";
        await snapshot.SaveAsync(Token);
        await snapshot.RenameAsync("s2", Token);
        await volume.RestoreAsync("s2", Token);
        var copy = await volume.CopyToAsync(two, new() { Name = "copy" }, Token);
        await volume.Snapshots.CreateAsync("s3", cancellationToken: Token);
        await volume.RefreshAsync(copy, cancellationToken: Token);
        var moved = await volume.MoveToAsync(two, new() { Name = "moved" }, Token);

        Assert.Equal(("mine", "1", "2"), (moved.Description, moved.Config["user.a"], moved.Config["user.b"]));
        Assert.Equal(["s2", "s3"], await copy.Snapshots.NamesAsync(Token));
        Assert.Equal("before", (await copy.Snapshots.GetAsync("s2", Token)).Description);
        Assert.Equal(["copy", "moved"], (await lxd.StorageVolumes.AllAsync(Token)).Select(found => found.Name).Order());
        await moved.Snapshots.Handle("s2").DeleteAsync(Token);
        await moved.DeleteAsync(Token);
        Assert.Equal(["copy"], (await two.Volumes.AllAsync(Token)).Select(found => found.Name));
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task A_volume_goes_into_a_file_and_back(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await PoolAsync(lxd, "p1");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "mine" }, Token);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1" }, Token);
        await backup.RenameAsync("b2", Token);
        using var file = new MemoryStream();
        await volume.Backups.Handle("b2").ExportAsync(file, cancellationToken: Token);
        file.Position = 0;

        var imported = await pool.Volumes.ImportAsync(file, new() { Name = "v2" }, cancellationToken: Token);

        Assert.Equal("mine", imported.Description);
        Assert.Equal(["s1"], await imported.Snapshots.NamesAsync(Token));
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task What_someone_else_has_changed_is_not_overwritten(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await PoolAsync(lxd, "p1");
        var mine = await pool.Volumes.CreateAsync(new() { Name = "v1" }, Token);
        var theirs = await pool.Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token);
        theirs.Config["user.a"] = "theirs";
        await theirs.SaveAsync(Token);
        mine.Config["user.a"] = "mine";
        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => mine.SaveAsync(Token));
    }

    [Theory, MemberData(nameof(Profiles))]
    public async Task Newer_servers_tell_pool_and_time_of_a_volume(string version)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await PoolAsync(lxd, "p1");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1" }, Token);
        var snapshot = await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        var isNewer = Profile(version) != LxdProfile.Lxd50;
        Assert.Equal(isNewer, volume.CreatedAt is not null);
        Assert.Equal(isNewer, snapshot.CreatedAt is not null);
    }

    [Theory]
    [InlineData("5.21.4", "iso", "iso")]
    [InlineData("6.9", "iso", "iso")]
    [InlineData("6.9", "tar", "filesystem")]
    public async Task Newer_servers_make_volumes_of_images_and_tarballs(string version, string type, string contentType)
    {
        await using var server = await StartAsync(version);
        using var lxd = server.Connect();
        var pool = await PoolAsync(lxd, "p1");
        using var file = new MemoryStream(new byte[1024]);
        var volume = await pool.Volumes.ImportAsync(file, new() { Name = "v1", Type = new StorageVolumeImportType(type) }, cancellationToken: Token);
        Assert.Equal(contentType, volume.ContentType.Value);
    }

    private static Task<StoragePool> PoolAsync(LxdClient lxd, string name) => lxd.StoragePools.CreateAsync(new() { Name = name, Driver = StorageDriver.Dir }, Token);
}
