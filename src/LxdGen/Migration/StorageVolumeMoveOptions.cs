namespace LxdGen;

/// <summary>Where a volume is moved to, besides the pool, and what it may lose.</summary>
public sealed record StorageVolumeMoveOptions : StorageVolumePlace
{
    /// <summary>Whether its backups may be lost: no server takes them along. Without this, a volume that has any is not moved to another pool or server.</summary>
    public bool DropBackups { get; init; }
}
