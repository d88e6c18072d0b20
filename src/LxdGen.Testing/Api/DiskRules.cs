using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What becomes of volumes that have lost their folders, as those of a renamed project. Some of LXD's ways make one, and go on with it.</summary>
internal static class DiskRules
{
    /// <summary>Refuses a snapshot of what is not there.</summary>
    public static void RequireForSnapshot(Call call, Volume volume, string name)
    {
        var (folder, from, to) = (volume.Disk.Folder, ServerPaths.Volume(call.Server, volume.Pool, volume.Key), $"{ServerPaths.Snapshots(call.Server, volume)}/{name}");
        if (volume.Pool.Driver == PoolDriver.Btrfs)
        {
            if (folder is not { IsPlain: false })
                throw ProgramFailure.Snapshot(from, to, folder);
            if (volume.Disk.Snapshots.TryGetValue(name, out var other))
                throw other.IsPlain ? ProgramFailure.NotReadOnly(to) : ProgramFailure.SnapshotInto(from, to);
            return;
        }

        if (volume.IsBlock && folder?.ImageSize is null)
            throw ProgramFailure.Dd(from, to);
        if (folder is null)
            throw ProgramFailure.Rsync(from, to);
    }

    /// <summary>Refuses a backup of what is not there.</summary>
    public static void RequireForBackup(Call call, Volume volume, BackupOrder order)
    {
        var snapshots = order.VolumeOnly ? [] : volume.Snapshots;
        var path = ServerPaths.Volume(call.Server, volume.Pool, volume.Key);
        var pool = ServerPaths.Pool(call.Server, volume.Pool.Name);
        var isBtrfs = volume.Pool.Driver == PoolDriver.Btrfs;
        if (isBtrfs && !order.IsOptimized && !volume.IsBlock && volume.Disk.Folder is not { IsPlain: false })
            throw ProgramFailure.Snapshot(path, $"{pool}/backup.{Random.Shared.Next()}/{volume.Key.StorageName}", volume.Disk.Folder);
        if (snapshots.FirstOrDefault(snapshot => !volume.Disk.Snapshots.ContainsKey(snapshot.Name)) is { } missing)
            throw LxdFailure.Internal($"Snapshot {GoString.Quote(missing.Name)} expected but not in storage");
        if (snapshots.Count > 0 && volume.Disk.Snapshots.Keys.FirstOrDefault(name => volume.Snapshots.All(snapshot => snapshot.Name != name)) is { } unknown)
            throw LxdFailure.Internal($"Snapshot {GoString.Quote(unknown)} in storage but not expected");
        if (isBtrfs && order.IsOptimized)
        {
            if (volume.Disk.Folder is null)
                throw ProgramFailure.Missing(path);
            if (snapshots.FirstOrDefault(snapshot => volume.Disk.Snapshots[snapshot.Name].IsPlain) is { } plain)
                throw ProgramFailure.NotReadOnly($"{ServerPaths.Snapshots(call.Server, volume)}/{plain.Name}");
            if (volume.Disk.Folder.IsPlain)
                throw ProgramFailure.Snapshot(path, $"{pool}/custom/backup.{Random.Shared.Next()}/.backup", volume.Disk.Folder);
            return;
        }

        volume.Mount();
        if (volume.IsBlock && volume.Disk.Folder!.ImageSize is null)
            throw LxdFailure.Internal($"Error getting block device size \"{path}/{Archives.DiskImage.Name}\": lstat {path}/{Archives.DiskImage.Name}: no such file or directory");
    }

    /// <summary>Refuses another size of what is not there.</summary>
    public static void RequireForSize(Call call, Volume volume, string? size)
    {
        if (volume.Disk.Folder is not null)
            return;
        var image = $"{ServerPaths.Volume(call.Server, volume.Pool, volume.Key)}/{Archives.DiskImage.Name}";
        _ = ByteSize.TryParse(size ?? "", out var bytes);
        if (volume.IsBlock && bytes > 0)
            throw LxdFailure.NotFound($"Failed creating disk image \"{image}\" as size {Volume.RoundUp(bytes)}: Failed to open {image}: open {image}: no such file or directory");
        if (volume.IsBlock || volume.Pool.Driver != PoolDriver.Btrfs)
            return;
        // By then they are enabled.
        volume.Pool.Limit(bytes);
        throw LxdFailure.Internal("Quotas disabled on filesystem");
    }

    /// <summary>Refuses to restore what is not there, or to where nothing is.</summary>
    public static void RequireForRestore(Call call, Volume volume, string name)
    {
        var (to, from) = (ServerPaths.Volume(call.Server, volume.Pool, volume.Key), $"{ServerPaths.Snapshots(call.Server, volume)}/{name}");
        var folder = volume.Disk.Snapshots.GetValueOrDefault(name);
        if (volume.Pool.Driver != PoolDriver.Btrfs)
        {
            if (folder is null)
                throw LxdFailure.Internal("Snapshot not found");
            volume.Mount();
            return;
        }

        if (folder is null)
            throw ProgramFailure.Missing(from);
        if (volume.Disk.Folder is null)
            throw LxdFailure.NotFound(ServerPaths.RenameFailed(to, $"{to}.lxdtmp", "no such file or directory").Message);
        if (folder.IsPlain)
            throw ProgramFailure.Snapshot(from, to, folder);
    }

    /// <summary>Refuses to delete a snapshot that is no subvolume.</summary>
    public static void RequireForRemoval(Call call, Volume volume, Snapshot snapshot)
    {
        if (volume.Disk.Snapshots.GetValueOrDefault(snapshot.Name) is { IsPlain: true })
            throw ProgramFailure.NotWritable($"{ServerPaths.Snapshots(call.Server, volume)}/{snapshot.Name}");
    }

    /// <summary>Refuses to delete a volume that is no subvolume, or beside which there are folders of snapshots that it does not know.</summary>
    public static void RequireForRemoval(Call call, Volume volume)
    {
        if (volume.Disk is { Folder: not null, Snapshots.Count: > 0 })
            throw LxdFailure.Internal("Cannot remove a volume that has snapshots");
        if (volume.Disk.Folder is { IsPlain: true })
            throw ProgramFailure.NotWritable(ServerPaths.Volume(call.Server, volume.Pool, volume.Key));
    }
}
