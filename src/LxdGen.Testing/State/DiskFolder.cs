using System.Collections.Immutable;

namespace LxdGen.Testing.State;

/// <summary>A folder on the disk of a pool, with what is in it.</summary>
internal sealed record DiskFolder
{
    public static readonly ImmutableSortedDictionary<string, byte[]> NoFiles = ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, byte[]> Files { get; init; } = NoFiles;

    /// <summary>How large the image of a block volume is, 0 for an empty one; null where there is none.</summary>
    public long? ImageSize { get; init; }

    /// <summary>Whether it is no more than a folder where the driver would have made a subvolume.</summary>
    public bool IsPlain { get; init; }

    public long Size => Files.Values.Sum(file => (long)file.Length);
}
