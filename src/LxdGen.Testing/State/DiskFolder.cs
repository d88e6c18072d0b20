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

    /// <summary>What btrfs knows it by.</summary>
    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>What the one is known by that was sent to make this one; null for none.</summary>
    public Guid? SentId { get; private init; }

    public IEnumerable<string> FileNames => ImageSize is null ? Files.Keys : [Archives.DiskImage.Name];

    /// <summary>A snapshot or a copy in the same pool.</summary>
    public DiskFolder Copied() => this with { Id = Guid.NewGuid(), SentId = null, IsPlain = false };

    /// <summary>What another btrfs makes of it.</summary>
    public DiskFolder Sent() => this with { Id = Guid.NewGuid(), SentId = SentId ?? Id, IsPlain = false };

    /// <summary>Whether btrfs takes it for a copy that was sent.</summary>
    public bool IsFrom(DiskFolder other) => SentId == other.Id;

    public long Size => Files.Values.Sum(file => (long)file.Length);
}
