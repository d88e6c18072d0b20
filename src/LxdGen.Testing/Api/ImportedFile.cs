using System.Collections.Immutable;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>A file that was sent to make a volume of: a backup, and on newer servers an ISO image or a tarball.</summary>
internal static class ImportedFile
{
    // Where LXD keeps the image of an ISO volume.
    private const string Image = "root.iso";

    public static async Task<ArchivedVolume> ReadAsync(Call call, byte[] file, CancellationToken ct) => call.Header("X-LXD-type") switch
    {
        VolumeContent.Iso when call.Server.Profile.Has("custom_volume_iso") => Volume(call, VolumeContent.Iso, new Dictionary<string, byte[]> { [Image] = file }),
        "tar" when call.Server.Profile.Has("import_custom_volume_tar") => Volume(call, VolumeContent.Filesystem, Unpack(file)),
        // A server that does not know the kind takes the file for a backup.
        _ => await VolumeArchive.ReadAsync(file, ct).ConfigureAwait(false),
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
        if (VolumeArchive.IsPacked(file))
            throw LxdFailure.NotEmulated("a tarball that is compressed");
        return VolumeArchive.ReadFiles(new MemoryStream(file)).ToDictionary(
            item => item.Key.StartsWith("./", StringComparison.Ordinal) ? item.Key[2..] : item.Key, item => item.Value, StringComparer.Ordinal);
    }
}
