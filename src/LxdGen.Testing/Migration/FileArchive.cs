using System.Collections.Immutable;
using System.Formats.Tar;
using LxdGen.Testing.Archives;

namespace LxdGen.Testing.Migration;

/// <summary>The files of a volume, or of a snapshot, in one piece.</summary>
internal static class FileArchive
{
    public static MemoryStream Write(ImmutableSortedDictionary<string, byte[]> files)
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var (path, data) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(data) });
        }

        archive.Position = 0;
        return archive;
    }

    public static ImmutableSortedDictionary<string, byte[]> Read(Stream archive) =>
        VolumeArchive.ReadFiles(archive).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
