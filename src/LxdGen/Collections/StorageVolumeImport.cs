namespace LxdGen;

/// <summary>What to make of a file.</summary>
public sealed record StorageVolumeImport
{
    /// <summary>The name of the new volume. Null takes the one that is in the backup; an ISO image or a tarball has none. Needs the API extension <c>backup_override_name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>What the file is, null for a backup. Needs the API extension <c>custom_volume_iso</c>, and a tarball <c>import_custom_volume_tar</c> too.</summary>
    public StorageVolumeImportType? Type { get; init; }
}
