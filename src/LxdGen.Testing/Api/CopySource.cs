using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What a copy is made of: a volume, or a snapshot of one.</summary>
internal sealed record CopySource(Volume Volume, Snapshot? Snapshot = null)
{
    public string Description => Snapshot?.Description ?? Volume.Description;

    public SortedDictionary<string, string> Config => Snapshot?.Config ?? Volume.Config;

    /// <summary>Null where there is none.</summary>
    public DiskFolder? Folder => Snapshot is null ? Volume.Disk.Folder : Volume.FolderOf(Snapshot);

    /// <summary>As it is called on the disk.</summary>
    public string StorageName => Snapshot is null ? Volume.Key.StorageName : $"{Volume.Key.StorageName}/{Snapshot.Name}";

    public string Path(ServerState server) =>
        Snapshot is null ? ServerPaths.Volume(server, Volume.Pool, Volume.Key) : ServerPaths.Snapshot(server, Volume, Snapshot.Name);

    /// <summary>The snapshots that go with it.</summary>
    public IReadOnlyList<Snapshot> Snapshots(bool volumeOnly) => volumeOnly || Snapshot is not null ? [] : Volume.Snapshots;

    /// <summary>Makes its folder where there is none, as LXD does where it mounts one.</summary>
    public DiskFolder Mount()
    {
        if (Snapshot is null)
            Volume.Mount();
        else
            Volume.Mount([Snapshot]);
        return Folder!;
    }
}
