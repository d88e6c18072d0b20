namespace LxdGen;

/// <summary>Where a copy of a volume goes, besides the pool, and what goes with it.</summary>
public sealed record StorageVolumeCopyOptions : StorageVolumePlace
{
    /// <summary>Whether the snapshots stay behind. Needs the API extension <c>storage_api_volume_snapshots</c>.</summary>
    public bool VolumeOnly { get; init; }
}
