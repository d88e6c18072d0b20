using LxdGen.Testing.Archives;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What the end says that sends a volume to another pool or server, where it has nothing to send. Before it sends, it mounts: folders that are lost are made, as LXD does.</summary>
internal static class SendingRules
{
    /// <returns>Null where it can.</returns>
    /// <param name="server">The server.</param>
    /// <param name="source">What is sent.</param>
    /// <param name="snapshots">The snapshots that go with it.</param>
    /// <param name="asSubvolumes">Whether it goes as btrfs sends it, to another btrfs.</param>
    public static string? Refusal(ServerState server, CopySource source, IReadOnlyList<Snapshot> snapshots, bool asSubvolumes)
    {
        var (volume, folder) = (source.Volume, source.Folder);
        var pool = ServerPaths.Pool(server, volume.Pool.Name);
        if (asSubvolumes)
        {
            if (folder is null)
                return ProgramFailure.MissingText(source.Path(server));
            if (snapshots.FirstOrDefault(snapshot => volume.FolderOf(snapshot) is not { IsPlain: false }) is { } missing)
                return $"No matching subvolume(s) for \"{source.StorageName}/{missing.Name}\" found in subvolumes list";
            if (folder.IsPlain)
                return ProgramFailure.SnapshotText(source.Path(server), $"{pool}/custom/migration.{Random.Shared.Next()}/.migration-send", folder);
        }
        else if (source.Snapshot is null && volume is { Pool.Driver: PoolDriver.Btrfs, IsBlock: false } && !volume.Disk.IsWhole)
        {
            return ProgramFailure.SnapshotText(source.Path(server), $"{pool}/backup.{Random.Shared.Next()}/{source.StorageName}", folder);
        }

        source.Mount();
        volume.Mount(snapshots);
        var parts = asSubvolumes || !volume.IsBlock ? [] : snapshots.Select(snapshot => source with { Snapshot = snapshot }).Append(source);
        return parts.Where(part => part.Folder!.ImageSize is null).Select(part => Unreadable(part.Path(server))).FirstOrDefault();
    }

    private static string Unreadable(string path) => $"Error opening file for reading \"{path}/{DiskImage.Name}\": open {path}/{DiskImage.Name}: no such file or directory";
}
