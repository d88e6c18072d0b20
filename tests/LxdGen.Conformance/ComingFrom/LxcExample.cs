namespace LxdGen.Conformance;

/// <summary>The second column of docs/coming-from-lxc.md, a statement a line.</summary>
internal static class LxcExample
{
    public static async Task RunAsync(LxdClient lxd, LxdClient there, CancellationToken ct)
    {
        var (pool, pool2) = await PoolsAsync(lxd, ct);
        var volume = await VolumesAsync(pool, ct);
        await SnapshotsAsync(volume, ct);
        await ExportAsync(volume, ct);
        await CopyAsync(volume, pool2, there, ct);
        await MoveAsync(volume, pool2, there, ct);
        foreach (var used in new[] { pool, pool2, there.StoragePools.Handle("far") })
            await RemoveAsync(used, ct);
    }

    private static async Task<(StoragePool Pool, StoragePool Pool2)> PoolsAsync(LxdClient lxd, CancellationToken ct)
    {
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = "pool1", Driver = "btrfs", Config = { ["size"] = "512MiB" } }, ct);
        var pool2 = await lxd.StoragePools.CreateAsync(new() { Name = "pool2", Driver = "dir" }, ct);
        var pools = await lxd.StoragePools.AllAsync(ct);
        pool = await lxd.StoragePools.GetAsync("pool1", ct);
        var space = (await pool.Resources.GetAsync(ct)).Space;
        await pool.UpdateAsync(p => p.Config["rsync.bwlimit"] = "10MB", ct);
        var limit = pool.Config["rsync.bwlimit"];
        await pool.UpdateAsync(p => p.Config.Remove("rsync.bwlimit"), ct);
        pool.Description = "mine";
        await pool.SaveAsync(ct);
        _ = (pools, space, limit);
        return (pool, pool2);
    }

    private static async Task<StorageVolume> VolumesAsync(StoragePool pool, CancellationToken ct)
    {
        var volume = await pool.Volumes.CreateAsync(new() { Name = "data", Config = { ["size"] = "16MiB" } }, ct);
        var disk = await pool.Volumes.CreateAsync(new() { Name = "disk", ContentType = StorageVolumeContentType.Block, Config = { ["size"] = "16MiB" } }, ct);
        var volumes = await pool.Volumes.AllAsync(ct);
        var some = await pool.Volumes.FindAsync(new() { Filter = "name eq data", AllProjects = true }, ct);
        volume = await pool.Volumes.GetAsync(StorageVolumeType.Custom, "data", ct);
        var usage = (await volume.State.GetAsync(ct)).Usage;
        await volume.UpdateAsync(v => v.Config["size"] = "32MiB", ct);
        var size = volume.Config["size"];
        await volume.UpdateAsync(v => v.Config.Remove("size"), ct);
        volume.Description = "mine";
        await volume.SaveAsync(ct);
        await volume.RenameAsync("data2", ct);
        await disk.DeleteAsync(ct);
        _ = (volumes, some, usage, size);
        return volume;
    }

    private static async Task SnapshotsAsync(StorageVolume volume, CancellationToken ct)
    {
        var snapshot = await volume.Snapshots.CreateAsync("s1", cancellationToken: ct);
        var forever = await volume.Snapshots.CreateAsync("s2", DateTimeOffset.MinValue, cancellationToken: ct);
        snapshot = await volume.Snapshots.GetAsync("s1", ct);
        await volume.RestoreAsync("s2", ct);
        await snapshot.RenameAsync("s3", ct);
        await forever.DeleteAsync(ct);
    }

    private static async Task ExportAsync(StorageVolume volume, CancellationToken ct)
    {
        var (pool, path) = (volume.Pool, Path.GetTempFileName());
        await volume.ExportAsync(path, new() { VolumeOnly = true }, cancellationToken: ct);
        var back = await pool.Volumes.ImportAsync(path, new() { Name = "back" }, cancellationToken: ct);
        await back.DeleteAsync(ct);
        File.Delete(path);
    }

    /// <summary>Not run: LXD 5.0 has no buckets.</summary>
    public static async Task BucketsAsync(StoragePool pool, CancellationToken ct)
    {
        var bucket = await pool.Buckets.CreateAsync(new() { Name = "b1", Config = { ["size"] = "1GiB" } }, ct);
        var buckets = await pool.Buckets.AllAsync(ct);
        bucket = await pool.Buckets.GetAsync("b1", ct);
        await bucket.UpdateAsync(b => b.Config["size"] = "2GiB", ct);
        var key = await bucket.Keys.CreateAsync(new() { Name = "reader", Role = StorageBucketKeyRole.ReadOnly }, ct);
        var keys = await bucket.Keys.AllAsync(ct);
        await key.DeleteAsync(ct);
        await bucket.DeleteAsync(ct);
        _ = (buckets, keys);
    }

    private static async Task CopyAsync(StorageVolume volume, StoragePool pool2, LxdClient there, CancellationToken ct)
    {
        var copy = await volume.CopyToAsync(pool2, new() { Name = "copy" }, ct);
        await volume.CopyToAsync(pool2, new() { Name = "bare", VolumeOnly = true }, ct);
        await volume.RefreshAsync(copy, cancellationToken: ct);
        await pool2.Volumes.CreateAsync(new() { Name = "old", Source = new() { Type = StorageVolumeSourceType.Copy, Pool = "pool1", Name = "data2/s3" } }, ct);
        await there.StoragePools.CreateAsync(new() { Name = "far", Driver = "dir" }, ct);
        await volume.CopyToAsync(there.StoragePools.Handle("far"), new() { Mode = MigrationMode.Relay }, ct);
    }

    private static async Task MoveAsync(StorageVolume volume, StoragePool pool2, LxdClient there, CancellationToken ct)
    {
        volume = await volume.MoveToAsync(pool2, cancellationToken: ct);
        volume = await volume.MoveToAsync(there.StoragePools.Handle("far"), new() { Name = "moved", Mode = MigrationMode.Push }, ct);
        await volume.DeleteAsync(ct);
    }

    private static async Task RemoveAsync(StoragePool pool, CancellationToken ct)
    {
        foreach (var left in await pool.Volumes.AllAsync(ct))
            await left.DeleteAsync(ct);
        await pool.DeleteAsync(ct);
    }
}
