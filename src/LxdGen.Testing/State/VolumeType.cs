namespace LxdGen.Testing.State;

/// <summary>What volumes are for, by LXD's names.</summary>
internal static class VolumeType
{
    public const string Custom = "custom";

    public static bool IsKnown(string type) => type is Custom or "image" or "container" or "virtual-machine";
}
