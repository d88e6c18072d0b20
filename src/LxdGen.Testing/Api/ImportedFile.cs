using System.Collections.Immutable;
using System.Formats.Tar;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>A file that was sent to make a volume of: a backup, and on newer servers an ISO image or a tarball.</summary>
internal static class ImportedFile
{
    // Where LXD keeps the image of an ISO volume.
    private const string Image = "root.iso";

    public static ArchivedVolume Read(Call call, byte[] file) => call.Header("X-LXD-type") switch
    {
        "iso" when call.Server.Profile.Has("custom_volume_iso") => Volume(call, "iso", new Dictionary<string, byte[]> { [Image] = file }),
        "tar" when call.Server.Profile.Has("import_custom_volume_tar") => Volume(call, "filesystem", Unpack(file)),
        // A server that does not know the kind takes the file for a backup.
        _ => VolumeArchive.Read(file),
    };

    private static ArchivedVolume Volume(Call call, string contentType, Dictionary<string, byte[]> files) => new()
    {
        Name = call.Header("X-LXD-name") is { Length: > 0 } name ? name : throw LxdFailure.NotEmulated("an image or a tarball without a name"),
        ContentType = contentType,
        Description = "",
        Config = new Dictionary<string, string>(),
        Snapshots = [],
        Files = files.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static Dictionary<string, byte[]> Unpack(byte[] file)
    {
        if (file is [0x1f, 0x8b, ..])
            throw LxdFailure.NotEmulated("a tarball that is compressed");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var tar = new TarReader(new MemoryStream(file));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;
            using var data = new MemoryStream();
            entry.DataStream?.CopyTo(data);
            files[entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name] = data.ToArray();
        }

        return files;
    }
}
