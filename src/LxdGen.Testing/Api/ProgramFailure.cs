using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>How LXD tells what the programs say that it runs on folders which are not there, or not as their driver makes them.</summary>
internal static class ProgramFailure
{
    private const string Gone = "No such file or directory";
    private const string Image = Archives.DiskImage.Name;

    public static LxdFailure Rsync(string from, string to) => LxdFailure.Internal(
        $"Failed to run: rsync -a -HA --sparse --devices --delete --checksum --numeric-ids --xattrs --filter=-x security.selinux -q {from}/ {to}: exit status 23 "
        + $"(rsync: [sender] change_dir \"{from}\" failed: {Gone} (2)\nrsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394) [sender=3.5.0])");

    /// <summary>Of an image that is not there to be read, or to be written.</summary>
    public static LxdFailure Dd(string from, string to, bool isFromThere = false, bool isToThere = true)
    {
        var direct = $"{(isFromThere ? " iflag=direct" : "")}{(isToThere ? " oflag=direct" : "")}";
        return LxdFailure.Internal($"Failed to run: nice -n19 dd if={from}/{Image} of={to}/{Image} bs=16M conv=nocreat{direct}: exit status 1 (dd: failed to open '{(isFromThere ? to : from)}/{Image}': {Gone})");
    }

    public static LxdFailure Snapshot(string from, string to, DiskFolder? folder) => LxdFailure.Internal(SnapshotText(from, to, folder));

    public static string SnapshotText(string from, string to, DiskFolder? folder) =>
        $"Failed to run: btrfs subvolume snapshot {from} {to}: exit status 1 (ERROR: {(folder is null ? $"Could not statfs: {Gone}" : "Not a Btrfs subvolume: Invalid argument")})";

    /// <summary>Of one that goes into a snapshot which is there already.</summary>
    public static LxdFailure SnapshotInto(string from, string to) =>
        LxdFailure.Internal($"Failed to run: btrfs subvolume snapshot {from} {to}: exit status 1 (ERROR: cannot snapshot '{from}': Read-only file system)");

    /// <summary>Of a snapshot that has come, where another is.</summary>
    public static string TakenText(string pool, string name, string path) => $"rename {pool}/custom/migration.{Random.Shared.Next()}/{name}/{name} {path}: file exists";

    public static LxdFailure NotWritable(string path) =>
        LxdFailure.Internal($"Failed setting subvolume writable \"{path}\": Failed to run: btrfs property set -f -ts {path} ro false: exit status 1 (ERROR: Could not get subvolume flags: Invalid argument)");

    public static LxdFailure NotReadOnly(string path) => LxdFailure.Internal(NotReadOnlyText(path, "Could not get subvolume flags: Invalid argument"));

    public static string NotReadOnlyText(string path, string why = $"Could not open: {Gone}") =>
        $"Failed to run: btrfs property set -f -ts {path} ro true: exit status 1 (ERROR: {why})";

    public static LxdFailure Missing(string path) => LxdFailure.NotFound(MissingText(path));

    public static string MissingText(string path) => $"lstat {path}/: no such file or directory";

    public static LxdFailure MissingImage(string path) => LxdFailure.Internal($"lstat {path}/{Image}: no such file or directory");

    /// <summary>What the receiving end says of a source that has sent nothing.</summary>
    public static string ReceiveText(string to) =>
        $"Rsync receive failed: {to}/: [exit status 12] (rsync: connection unexpectedly closed (0 bytes received so far) [Receiver]\nrsync error: error in rsync protocol data stream (code 12) at io.c(285) [Receiver=3.5.0]\n)";

    /// <inheritdoc cref="ReceiveText"/>
    public static string ReceiveSubvolumeText(string folder) => $"Failed to run: btrfs receive -e {folder}: exit status 1 (ERROR: empty stream is not considered valid)";
}
