namespace LxdGen;

/// <summary>How a copy of a volume is brought up to date.</summary>
public sealed record StorageVolumeRefreshOptions
{
    /// <summary>Whether snapshots that only the copy has may be deleted, as every LXD does in a refresh. Without this, a copy that has any is left alone.</summary>
    public bool DeleteExtraSnapshots { get; init; }

    /// <summary>Which server connects to which, where they are two; null for <see cref="MigrationMode.Pull"/>. Not looked at within a server.</summary>
    public MigrationMode? Mode { get; init; }
}
