using LxdGen.Testing.Api;

namespace LxdGen.Testing.State;

/// <summary>The drivers of pools: those of a server that has the tools of btrfs, and none of Ceph, LVM and ZFS.</summary>
internal static class PoolDriver
{
    public const string Dir = "dir";
    public const string Btrfs = "btrfs";
    public const string CephObject = "cephobject";

    // As LXD takes of the disk that there seems to be: a fifth.
    private const string SizeOfImage = "20GiB";

    // What mkfs.btrfs 6.2 needs.
    private const long MinSize = 114_294_784;

    /// <summary>Why the server has not got it; null if it has.</summary>
    public static string? Complaint(LxdProfile profile, string driver) => driver switch
    {
        Dir or Btrfs => null,
        CephObject => profile.Has(BucketPlace.Extension) ? null : "Required tool \"radosgw-admin\" is missing",
        "ceph" or "cephfs" => "Required tool 'ceph' is missing",
        "lvm" => "Required tool \"lvm\" is missing",
        "zfs" => "Error loading \"zfs\" module: Failed to run: modprobe -b zfs: exec: \"modprobe\": executable file not found in $PATH",
        _ => "Unknown driver",
    };

    /// <summary>Why no pool can be made in an image of such a size; null if it can.</summary>
    public static string? ComplaintOfSize(string name, string image, string? sent) => ByteSize.TryParse(sent ?? "", out var size) && size < MinSize
        ? $"Failed to format sparse file: Failed to run: mkfs.btrfs -L {name} {image}: exit status 1 (ERROR: '{image}' is too small to make a usable filesystem\nERROR: minimum size for each btrfs device is {MinSize})"
        : null;

    /// <summary>The config that a pool takes on by itself where it was given no place.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Defaults(string driver, string source)
    {
        yield return new("source", source);
        if (driver == Btrfs)
            yield return new("size", SizeOfImage);
    }
}
