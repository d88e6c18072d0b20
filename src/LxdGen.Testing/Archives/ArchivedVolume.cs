using System.Collections.Immutable;

namespace LxdGen.Testing.Archives;

/// <summary>A volume as it is in a backup's file.</summary>
internal sealed class ArchivedVolume
{
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyDictionary<string, string> Config { get; init; }

    public required IReadOnlyList<ArchivedSnapshot> Snapshots { get; init; }

    public ImmutableSortedDictionary<string, byte[]> Files { get; set; } = ImmutableSortedDictionary<string, byte[]>.Empty;
}

/// <summary>A snapshot as it is in a backup's file.</summary>
internal sealed class ArchivedSnapshot
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public string? ExpiresAt { get; init; }

    public required IReadOnlyDictionary<string, string> Config { get; init; }

    public ImmutableSortedDictionary<string, byte[]> Files { get; set; } = ImmutableSortedDictionary<string, byte[]>.Empty;
}
