using System.Security.Cryptography.X509Certificates;

namespace LxdGen.Conformance;

/// <summary>The second column of docs/coming-from-pylxd.md, a statement a line.</summary>
internal static class PylxdExample
{
    public static void Connect(string cert)
    {
        var lxd = LxdClient.ConnectLocal();
        var credential = LxdCredential.FromPemFiles("client.crt", "client.key");
        var there = LxdClient.Connect(new Uri("https://lxd.example.com:8443"), credential, new() { ServerCertificate = X509CertificateLoader.LoadCertificateFromFile("server.crt") });
        var team = lxd.InProject("team");
        _ = (there, team, cert);
    }

    public static async Task RunAsync(LxdClient lxd, LxdClient there, CancellationToken ct)
    {
        var pool = await PoolsAsync(lxd, ct);
        var volume = await VolumesAsync(pool, ct);
        await SnapshotsAsync(volume, ct);
        await MoveAsync(volume, lxd, there, ct);
    }

    private static async Task<StoragePool> PoolsAsync(LxdClient lxd, CancellationToken ct)
    {
        await lxd.StoragePools.CreateAsync(new() { Name = "pool1", Driver = "dir" }, ct);
        var pools = await lxd.StoragePools.AllAsync(ct);
        var pool = await lxd.StoragePools.GetAsync("pool1", ct);
        var exists = await lxd.StoragePools.ExistsAsync("pool1", ct);
        var space = (await pool.Resources.GetAsync(ct)).Space;

        pool.Config["rsync.bwlimit"] = "10MB";
        var dirty = pool.IsDirty;
        await pool.SaveAsync(ct);
        await pool.SyncAsync(ct);
        await pool.RollbackAsync(ct);
        await pool.PutAsync(new() { Description = "mine", Config = pool.Config }, ct);
        await pool.PatchAsync(new() { Config = { ["user.a"] = "1" } }, ct);
        await pool.RawPutAsync(new() { Config = pool.Config }, cancellationToken: ct);
        await pool.RawPatchAsync(new() { Config = { ["user.a"] = "2" } }, cancellationToken: ct);
        _ = (pools, exists, space, dirty);
        return pool;
    }

    private static async Task<StorageVolume> VolumesAsync(StoragePool pool, CancellationToken ct)
    {
        await pool.Volumes.CreateAsync(new() { Name = "vol1", Config = { ["size"] = "1GiB" } }, ct);
        var volumes = await pool.Volumes.AllAsync(ct);
        var volume = await pool.Volumes.GetAsync(StorageVolumeType.Custom, "vol1", ct);

        volume.Config["user.a"] = "1";
        await volume.SaveAsync(ct);
        await volume.PutAsync(new() { Description = "mine", Config = { ["user.a"] = "2" } }, ct);
        await volume.PatchAsync(new() { Config = { ["user.b"] = "1" } }, ct);
        await volume.RawPutAsync(new() { Config = { ["user.a"] = "3" } }, cancellationToken: ct);
        await volume.RawPatchAsync(new() { Config = { ["user.b"] = "2" } }, cancellationToken: ct);
        _ = volumes;
        return volume;
    }

    private static async Task SnapshotsAsync(StorageVolume volume, CancellationToken ct)
    {
        var snapshot = await volume.Snapshots.CreateAsync("before", DateTimeOffset.UtcNow.AddDays(1), cancellationToken: ct);
        var unnamed = await volume.Snapshots.CreateAsync(cancellationToken: ct);
        var names = await volume.Snapshots.NamesAsync(ct);
        var snapshots = await volume.Snapshots.AllAsync(ct);
        snapshot = await volume.Snapshots.GetAsync("before", ct);
        var exists = await volume.Snapshots.ExistsAsync("before", ct);

        snapshot.Description = "mine";
        await snapshot.SaveAsync(ct);
        await snapshot.RenameAsync("after", ct);
        await volume.RestoreAsync("after", ct);
        await snapshot.RestoreAsync(ct);
        await snapshot.DeleteAsync(ct);
        _ = (unnamed, names, snapshots, exists);
    }

    private static async Task MoveAsync(StorageVolume volume, LxdClient lxd, LxdClient there, CancellationToken ct)
    {
        await volume.RenameAsync("vol2", ct);
        var pool2 = await lxd.StoragePools.CreateAsync(new() { Name = "pool2", Driver = "dir" }, ct);
        volume = await volume.MoveToAsync(pool2, cancellationToken: ct);
        var far = await there.StoragePools.CreateAsync(new() { Name = "far", Driver = "dir" }, ct);
        volume = await volume.MoveToAsync(far, cancellationToken: ct);
        var reply = await volume.RawPostAsync(new() { Name = "vol3" }, ct);

        await far.Volumes.Handle(StorageVolumeType.Custom, "vol3").DeleteAsync(ct);
        _ = reply;
        foreach (var pool in new[] { far, pool2, lxd.StoragePools.Handle("pool1") })
        {
            await pool.DeleteAsync(ct);
        }
    }
}
