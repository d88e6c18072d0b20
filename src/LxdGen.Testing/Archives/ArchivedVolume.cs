using System.Collections.Immutable;
using LxdGen.Testing.Api;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Archives;

/// <summary>A volume as it is in a backup's file.</summary>
internal sealed class ArchivedVolume
{
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyDictionary<string, string> Config { get; init; }

    public required IReadOnlyList<ArchivedSnapshot> Snapshots { get; init; }

    /// <summary>The driver that alone can read it; null for any.</summary>
    public string? OptimizedFor { get; set; }

    /// <summary>Why no volume can be made of it, which comes out when that is tried; null if it can.</summary>
    public string? Fault { get; set; }

    public ImmutableSortedDictionary<string, byte[]> Files { get; set; } = ImmutableSortedDictionary<string, byte[]>.Empty;

    /// <summary>How large a block volume is; null where the archive does not tell.</summary>
    public long? BlockSize { get; set; }
}

/// <summary>A snapshot as it is in a backup's file, or in the index of a migration.</summary>
internal sealed class ArchivedSnapshot
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Null where the server that wrote the file did not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public string? ExpiresAt { get; init; }

    public required IReadOnlyDictionary<string, string> Config { get; init; }

    public ImmutableSortedDictionary<string, byte[]> Files { get; set; } = ImmutableSortedDictionary<string, byte[]>.Empty;

    /// <summary>Makes a snapshot of it again, which takes over from the volume's pool what it has not.</summary>
    public void RestoreTo(Volume volume, DateTimeOffset now) => volume.Add(
        new Snapshot
        {
            Name = Name,
            CreatedAt = CreatedAt ?? now,
            Description = Description,
            ExpiresAt = ExpiresAt,
            Config = volume.WithDefaults(ConfigMap.Of(Config)),
        },
        new DiskFolder { Files = Files, ImageSize = volume.Disk.Folder?.ImageSize });
}
