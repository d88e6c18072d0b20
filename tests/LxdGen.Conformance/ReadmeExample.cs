using LxdGen;

internal static class ReadmeExample
{
    public static async Task RunAsync(CancellationToken ct)
    {
        await using var lxd = LxdClient.ConnectLocal();                     // $LXD_SOCKET, $LXD_DIR, the snap, /var/lib/lxd

        foreach (var p in await lxd.StoragePools.AllAsync(ct))              // one request, full objects
            Console.WriteLine($"{p.Name} {p.Driver} used by {p.UsedBy.Count}");

        var pool = await lxd.StoragePools.CreateAsync(new() { Name = "fast", Driver = "btrfs", Config = { ["size"] = "1GiB" } }, ct);

        pool.Description = "scratch";
        pool.Config["volume.size"] = "512MiB";
        await pool.SaveAsync(ct);                                           // one PUT, refused if someone else was faster

        await pool.PatchAsync(new() { Config = { ["rsync.bwlimit"] = "10MB" } }, ct);   // the description survives
        await pool.UpdateAsync(p => p.Config["user.note"] = "tried", ct);   // read, edit, save; again on a conflict

        var resources = await pool.Resources.GetAsync(ct);
        Console.WriteLine($"{resources.Space.Used} of {resources.Space.Total} bytes used");

        await pool.DeleteAsync(ct);
        Console.WriteLine(await lxd.StoragePools.ExistsAsync("fast", ct));  // False
    }
}
