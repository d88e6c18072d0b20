namespace LxdGen.Testing.State;

/// <summary>Where a volume is on the disk of its pool.</summary>
internal readonly record struct VolumeFolder(string Member, string Name)
{
    public static VolumeFolder Of(VolumeKey key) => new(key.Member, key.StorageName);
}
