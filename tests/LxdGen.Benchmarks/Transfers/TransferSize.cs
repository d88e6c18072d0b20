using System.Globalization;
using LxdGen.Benchmarks.Volumes;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Transfers;

/// <summary>How much is transferred.</summary>
internal static class TransferSize
{
    private const long Mebi = 1024 * 1024;

    // The volume, its backup, the exported file, what the server keeps of an import, and the imported volume.
    private const int Copies = 5;

    /// <summary>What memory must not grow from.</summary>
    public const long Small = 64 * Mebi;

    /// <summary>1 GiB, or less where the disk is too small for it.</summary>
    public static long Large { get; } =
        Room(Path.GetTempPath()) > (Copies + 1) * 1024 * Mebi && Room("/dev/shm") > 3 * 1024 * Mebi ? 1024 * Mebi : 256 * Mebi;

    private static long Room(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    public static string Name(long bytes) => bytes % (1024 * Mebi) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * Mebi)} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebi} MiB");

    /// <summary>Creates a volume with a file of random bytes.</summary>
    public static async Task<StorageVolume> CreateVolumeAsync(LxdDaemon daemon, StoragePool pool, string name, long bytes)
    {
        var volume = await pool.Volumes.CreateAsync(new() { Name = name });
        await using var file = File.Create(Path.Combine(daemon.MountedDirectory, "storage-pools", PrivateLxd.PoolName, "custom", $"default_{name}", "random"));
        var piece = new byte[Mebi];
        for (var written = 0L; written < bytes; written += piece.Length)
        {
            Random.Shared.NextBytes(piece);
            await file.WriteAsync(piece);
        }

        return volume;
    }
}
