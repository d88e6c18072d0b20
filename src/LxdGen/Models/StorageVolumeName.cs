namespace LxdGen;

/// <summary>What tells a volume from the others of its pool and project.</summary>
/// <param name="Type">What it is for.</param>
/// <param name="Name">Its name.</param>
public readonly record struct StorageVolumeName(StorageVolumeType Type, string Name)
{
    /// <summary>Type and name.</summary>
    /// <returns>Such as <c>custom/data</c>.</returns>
    public override string ToString() => $"{Type}/{Name}";
}
