using LxdGen;

/// <summary>What the README shows.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync(CancellationToken ct)
    {
        await using var lxd = LxdClient.ConnectLocal();                     // $LXD_SOCKET, $LXD_DIR, the snap, /var/lib/lxd

        var pool = await lxd.StoragePools.CreateAsync(new() { Name = "fast", Driver = "btrfs", Config = { ["size"] = "1GiB" } }, ct);
        pool.Description = "scratch";
        pool.Config["volume.size"] = "512MiB";
        await pool.SaveAsync(ct);                                           // one PUT, refused if someone else was faster
        await pool.PatchAsync(new() { Config = { ["rsync.bwlimit"] = "10MB" } }, ct);   // the description survives

        var volume = await pool.Volumes.CreateAsync(new() { Name = "data" }, ct);
        await volume.Snapshots.CreateAsync("before", cancellationToken: ct);
        await volume.RestoreAsync("before", ct);
        await volume.RenameAsync("data2", ct);
        await volume.UpdateAsync(v => v.Config["user.note"] = "tried", ct); // read, edit, save; again on a conflict

        foreach (var v in await pool.Volumes.AllAsync(ct))                  // one request, full objects, no snapshots among them
            Console.WriteLine($"{v.Type} {v.Name} used by {v.UsedBy.Count}");

        await volume.DeleteAsync(ct);
        await pool.DeleteAsync(ct);
    }

    public static async Task<StorageVolume> MoveAsync(LxdClient here, Uri address, LxdCredential credential, string fingerprint, CancellationToken ct)
    {
        using var there = LxdClient.Connect(address, credential, new() { ServerFingerprint = fingerprint });
        var target = await there.StoragePools.GetAsync("tank", ct);
        var volume = await here.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", ct);
        try
        {
            return await volume.MoveToAsync(target, new() { Name = "archive" }, ct);   // pull; push and relay too
        }
        catch (LxdConflictException e)                                      // the name is taken, or backups would be lost
        {
            Console.WriteLine(e.Message);
        }

        var copying = await volume.StartCopyToAsync(target, new() { Name = "archive-2", Mode = MigrationMode.Relay }, ct);
        await copying.WaitAsync(new Progress<LxdProgress>(p => Console.WriteLine($"{p.Stage} {p.Text}")), ct);
        return await target.Volumes.GetAsync(StorageVolumeType.Custom, "archive-2", ct);
    }
}
