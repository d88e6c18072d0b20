using System.Collections.Immutable;
using System.Formats.Tar;
using LxdGen.Testing.Archives;

namespace LxdGen.Testing.Migration;

/// <summary>The files of a volume, or of a snapshot, in one piece.</summary>
internal static class FileArchive
{
    // rsync takes files of one second and one size for the same, so no two archives are of one second.
    private static long _second;

    public static MemoryStream Write(ImmutableSortedDictionary<string, byte[]> files)
    {
        var archive = new MemoryStream();
        var time = NextTime();
        using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var (path, data) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(data), ModificationTime = time });
        }

        archive.Position = 0;
        return archive;
    }

    public static ImmutableSortedDictionary<string, byte[]> Read(Stream archive) =>
        VolumeArchive.ReadFiles(archive).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static DateTimeOffset NextTime()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        while (true)
        {
            var last = Interlocked.Read(ref _second);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _second, next, last) == last)
                return DateTimeOffset.FromUnixTimeSeconds(next);
        }
    }
}
