using System.Security.Cryptography;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>A file in a custom volume of a dir pool, written and read past LXD.</summary>
internal static class VolumeFile
{
    /// <summary>The volume as the daemon's file system has it.</summary>
    public static string DirectoryOf(LxdDaemon daemon, StorageVolume volume) =>
        $"{daemon.MountedDirectory}/storage-pools/{volume.Pool.Name}/custom/default_{volume.Name}";

    /// <summary>Fills the file with so many random bytes, and returns their SHA-256.</summary>
    public static async Task<string> WriteRandomAsync(LxdDaemon daemon, StorageVolume volume, int length, CancellationToken cancellationToken)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        await File.WriteAllBytesAsync(PathOf(daemon, volume), bytes, cancellationToken);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    public static async Task<string> HashAsync(LxdDaemon daemon, StorageVolume volume, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(PathOf(daemon, volume));
        return Convert.ToHexString(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Waits until some of the file has arrived, under whatever name it has on its way.</summary>
    public static async Task WaitForFirstBytesAsync(LxdDaemon daemon, StorageVolume volume, CancellationToken cancellationToken)
    {
        var directory = new DirectoryInfo(DirectoryOf(daemon, volume));
        while (!directory.Exists || !directory.EnumerateFiles().Any(file => file.Length > 0))
        {
            await Task.Delay(20, cancellationToken);
            directory.Refresh();
        }
    }

    private static string PathOf(LxdDaemon daemon, StorageVolume volume) => Path.Combine(DirectoryOf(daemon, volume), "data");
}
