using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What becomes of volumes that have lost their folders, as those of a renamed project. Some of LXD's ways make one, and go on with it.</summary>
internal static class DiskRules
{
    /// <summary>Refuses a snapshot of what is not there.</summary>
    public static void RequireForSnapshot(Call call, Volume volume, string name)
    {
        var (folder, from, to) = (volume.Disk.Folder, ServerPaths.Volume(call.Server, volume.Pool, volume.Key), ServerPaths.Snapshot(call.Server, volume, name));
        if (volume.Pool.Driver == PoolDriver.Btrfs)
        {
            if (!volume.Disk.IsWhole)
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
        var isBtrfs = volume.Pool.Driver == PoolDriver.Btrfs;
        // What is packed is a copy, which is made before anything else.
        if (isBtrfs && !order.IsOptimized && !volume.IsBlock && !volume.Disk.IsWhole)
            throw ProgramFailure.Snapshot(ServerPaths.Volume(call.Server, volume.Pool, volume.Key), $"{ServerPaths.Pool(call.Server, volume.Pool.Name)}/backup.{Random.Shared.Next()}/{volume.Key.StorageName}", volume.Disk.Folder);
        RequireKnown(volume, snapshots);
        if (isBtrfs && order.IsOptimized)
            RequireSubvolumes(call, volume, snapshots);
        else
            RequireImage(call, volume);
    }

    private static void RequireKnown(Volume volume, IReadOnlyList<Snapshot> snapshots)
    {
        if (snapshots.FirstOrDefault(snapshot => volume.FolderOf(snapshot) is null) is { } missing)
            throw LxdFailure.Internal($"Snapshot {GoString.Quote(missing.Name)} expected but not in storage");
        if (snapshots.Count > 0 && volume.UnknownSnapshots.FirstOrDefault() is { } unknown)
            throw LxdFailure.Internal($"Snapshot {GoString.Quote(unknown)} in storage but not expected");
    }

    private static void RequireSubvolumes(Call call, Volume volume, IReadOnlyList<Snapshot> snapshots)
    {
        var path = ServerPaths.Volume(call.Server, volume.Pool, volume.Key);
        if (volume.Disk.Folder is not { } folder)
            throw ProgramFailure.Missing(path);
        if (snapshots.FirstOrDefault(snapshot => volume.FolderOf(snapshot)!.IsPlain) is { } plain)
            throw ProgramFailure.NotReadOnly(ServerPaths.Snapshot(call.Server, volume, plain.Name));
        if (folder.IsPlain)
            throw ProgramFailure.Snapshot(path, $"{ServerPaths.Pool(call.Server, volume.Pool.Name)}/custom/backup.{Random.Shared.Next()}/.backup", folder);
    }

    private static void RequireImage(Call call, Volume volume)
    {
        volume.Mount();
        var image = $"{ServerPaths.Volume(call.Server, volume.Pool, volume.Key)}/{Archives.DiskImage.Name}";
        if (volume.IsBlock && volume.Disk.Folder!.ImageSize is null)
            throw LxdFailure.Internal($"Error getting block device size \"{image}\": lstat {image}: no such file or directory");
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
        var (to, from) = (ServerPaths.Volume(call.Server, volume.Pool, volume.Key), ServerPaths.Snapshot(call.Server, volume, name));
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
        if (volume.FolderOf(snapshot) is { IsPlain: true })
            throw ProgramFailure.NotWritable(ServerPaths.Snapshot(call.Server, volume, snapshot.Name));
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
