using System.Collections.Immutable;
using System.Formats.Tar;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Archives;

/// <summary>The file of a backup, as LXD makes and takes it: a tar of an index and of the files of the volume and its snapshots.</summary>
internal static class VolumeArchive
{
    private const string Index = "backup/index.yaml";
    private const string Volume = "backup/volume";
    private const string SnapshotsFolder = "backup/volume-snapshots/";
    private const string OfBlocks = ".img";
    private const int HeaderSize = 512;

    /// <summary>The tar, not packed yet.</summary>
    public static byte[] Write(Volume volume, bool volumeOnly)
    {
        using var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, leaveOpen: true))
        {
            Add(tar, Index, ArchiveIndex.Write(volume, volumeOnly));
            foreach (var snapshot in volumeOnly ? [] : volume.Snapshots)
                Add(tar, volume, $"{SnapshotsFolder}{snapshot.Name}", volume.Disk.Snapshots[snapshot.Name]);
            Add(tar, volume, Volume, volume.Disk.Folder!);
        }

        return buffer.ToArray();
    }

    /// <summary>Reads an archive. One that is cut off never ends, as LXD's wait for the rest does not.</summary>
    public static async Task<ArchivedVolume> ReadAsync(byte[] archive, CancellationToken ct)
    {
        if (archive.Length == 0)
            throw LxdFailure.Internal("EOF");
        var unpacker = Packer.UnpackerOf(archive);
        if (unpacker is null && !IsTar(archive))
            throw LxdFailure.Internal("Unsupported compression");
        var tar = unpacker is null ? archive : await Packer.UnpackAsync(unpacker, archive, ct).ConfigureAwait(false);
        if (tar.Length >= HeaderSize && !IsTar(tar) && tar.AsSpan(0, HeaderSize).ContainsAnyExcept((byte)0))
            throw LxdFailure.BadRequest("Error reading backup file info: archive/tar: invalid tar header");
        return Read(tar);
    }

    /// <summary>Reads a tar.</summary>
    public static ArchivedVolume Read(byte[] tar)
    {
        var files = ReadFiles(new MemoryStream(tar));
        if (!files.TryGetValue(Index, out var index))
            throw LxdFailure.BadRequest("Backup is missing index.yaml");
        var volume = ArchiveIndex.Read(index);
        volume.Files = In(files, Volume);
        volume.BlockSize ??= files.GetValueOrDefault($"{Volume}{OfBlocks}")?.Length;
        foreach (var snapshot in volume.Snapshots)
            snapshot.Files = In(files, $"{SnapshotsFolder}{snapshot.Name}");
        return volume;
    }

    public static bool IsPacked(byte[] file) => Packer.UnpackerOf(file) is not null;

    /// <summary>The files in a tar, by path.</summary>
    public static Dictionary<string, byte[]> ReadFiles(Stream stream)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;
            using var data = new MemoryStream();
            entry.DataStream?.CopyTo(data);
            files[entry.Name] = data.ToArray();
        }

        return files;
    }

    private static void Add(TarWriter tar, Volume volume, string place, DiskFolder folder)
    {
        if (volume.IsBlock)
        {
            Add(tar, $"{place}{OfBlocks}", DiskImage.Write(folder.Files, folder.ImageSize ?? 0));
            return;
        }

        tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, $"{place}/") { Mode = (UnixFileMode)0b_111_001_001 });
        foreach (var (path, data) in folder.Files)
            Add(tar, $"{place}/{path}", data);
    }

    private static void Add(TarWriter tar, string path, byte[] data) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(data) });

    private static ImmutableSortedDictionary<string, byte[]> In(Dictionary<string, byte[]> files, string place) => files.TryGetValue($"{place}{OfBlocks}", out var image)
        ? DiskImage.Read(image)
        : files.Where(file => file.Key.StartsWith($"{place}/", StringComparison.Ordinal)).ToImmutableSortedDictionary(file => file.Key[(place.Length + 1)..], file => file.Value, StringComparer.Ordinal);

    private static bool IsTar(byte[] archive) => archive.Length >= HeaderSize && archive.AsSpan(257, 5).SequenceEqual("ustar"u8);
}
