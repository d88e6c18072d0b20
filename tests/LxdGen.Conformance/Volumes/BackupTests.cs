using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

public abstract class BackupTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups")]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups")]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}")]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}")]
    [Proves("DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}")]
    public async Task A_backup_is_made_listed_renamed_and_deleted(string driver)
    {
        var volume = await VolumeAsync(driver);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1", VolumeOnly = true, CompressionAlgorithm = "none" }, Token);
        Assert.Equal(("b1", true, "v1"), (backup.Name, backup.VolumeOnly, backup.Volume.Name));
        Assert.NotNull(backup.CreatedAt);

        await backup.RenameAsync("b2", Token);
        Assert.Equal(["b2"], await volume.Backups.NamesAsync(Token));
        Assert.Equal(["b2"], (await volume.Backups.AllAsync(Token)).Select(found => found.Name));
        await backup.DeleteAsync(Token);
        Assert.Empty(await volume.Backups.AllAsync(Token));
    }

    [Fact]
    public async Task A_backup_without_a_name_gets_one_and_is_returned()
    {
        var volume = await VolumeAsync("dir");
        Assert.Equal("backup0", (await volume.Backups.CreateAsync(cancellationToken: Token)).Name);
        Assert.Equal("backup1", (await volume.Backups.CreateAsync(cancellationToken: Token)).Name);
    }

    [Fact]
    public async Task A_backup_is_not_renamed_onto_another_which_would_be_destroyed()
    {
        var volume = await VolumeAsync("dir");
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1" }, Token);
        await volume.Backups.CreateAsync(new() { Name = "b2" }, Token);

        await Assert.ThrowsAsync<LxdConflictException>(() => backup.RenameAsync("b2", Token));
        Assert.Equal("b1", backup.Name);
        Assert.Equal(["b1", "b2"], (await volume.Backups.NamesAsync(Token)).Order());
    }

    private async Task<StorageVolume> VolumeAsync(string driver) =>
        await (await CreateAsync(driver)).Volumes.CreateAsync(new() { Name = "v1" }, Token);
}
