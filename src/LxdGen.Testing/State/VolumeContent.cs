namespace LxdGen.Testing.State;

/// <summary>What volumes are, by LXD's names.</summary>
internal static class VolumeContent
{
    public const string Filesystem = "filesystem";
    public const string Block = "block";
    public const string Iso = "iso";
}
