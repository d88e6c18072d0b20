using System.Collections.Immutable;

namespace LxdGen.Testing.Archives;

/// <summary>What is on a block device, kept as a file without the zeros at its end.</summary>
internal static class DiskImage
{
    /// <summary>The file that has it, as on the disk of a real server.</summary>
    public const string Name = "root.img";

    // Real servers write the zeros too, of which a device has gigabytes.
    private const int MaxPadded = 64 << 20;

    /// <summary>The image as it is in an archive.</summary>
    public static byte[] Write(ImmutableSortedDictionary<string, byte[]> files, long size)
    {
        var image = files.GetValueOrDefault(Name, []);
        if (size > image.Length && size <= MaxPadded)
            Array.Resize(ref image, (int)size);
        return image;
    }

    public static ImmutableSortedDictionary<string, byte[]> Read(byte[] image) =>
        ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal).Add(Name, image.AsSpan().TrimEnd((byte)0).ToArray());
}
