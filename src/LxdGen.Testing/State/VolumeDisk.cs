namespace LxdGen.Testing.State;

/// <summary>What a volume has on the disk of its pool: its folder, and those of its snapshots. LXD leaves it where it was when the project is renamed or deleted.</summary>
internal sealed class VolumeDisk
{
    /// <summary>Null where there is none.</summary>
    public DiskFolder? Folder { get; set; }

    /// <summary>By name, also those of snapshots that no volume knows.</summary>
    public SortedDictionary<string, DiskFolder> Snapshots { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is one, as the driver makes it.</summary>
    public bool IsWhole => Folder is { IsPlain: false };

    public bool IsEmpty => Folder is null && Snapshots.Count == 0;

    /// <summary>Comes to what was left. One without a folder has that; on btrfs, another is put into it, by the name that it had.</summary>
    public void Join(VolumeDisk left, string oldName)
    {
        if (left.Folder is { } found)
            Folder = Folder is null ? found : found with { Files = found.Files.AddRange(Folder.Files.Select(file => KeyValuePair.Create($"{oldName}/{file.Key}", file.Value))) };
        foreach (var (name, folder) in left.Snapshots)
            Snapshots.TryAdd(name, folder);
    }
}
