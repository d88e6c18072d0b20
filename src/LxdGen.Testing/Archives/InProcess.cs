using System.IO.Compression;

namespace LxdGen.Testing.Archives;

/// <summary>The one packer that .NET has.</summary>
internal static class InProcess
{
    public static byte[] Pack(byte[] tar)
    {
        using var buffer = new MemoryStream();
        using (var packed = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            packed.Write(tar);
        return buffer.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        unpacked.CopyTo(buffer);
        return buffer.ToArray();
    }
}
