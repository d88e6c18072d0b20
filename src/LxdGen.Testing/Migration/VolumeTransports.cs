using LxdGen.Testing.State;

namespace LxdGen.Testing.Migration;

/// <summary>Which way of sending volumes a server takes. Each goes by the content type of its own side, as LXD's do.</summary>
internal static class VolumeTransports
{
    private const ulong Rsync = 0;
    private const ulong Block = 4;

    public static MigrationHeader Offer(Pool pool, string contentType, IReadOnlyList<string> snapshots) => new()
    {
        FileSystem = contentType == VolumeContent.Block ? Block : Rsync,
        SnapshotNames = snapshots,
        Rsync = RsyncFeatures.All,
        EmulatedDriver = pool.Driver,
    };

    /// <param name="pool">Where the volume goes.</param>
    /// <param name="contentType">What is wanted of it.</param>
    /// <param name="offer">What the source has offered.</param>
    public static MigrationHeader Answer(Pool pool, string contentType, MigrationHeader offer) => Offer(pool, contentType, offer.SnapshotNames) with
    {
        Rsync = contentType == VolumeContent.Block && offer.FileSystem != Block ? default : RsyncFeatures.All.And(offer.Rsync),
        EmulatedDriver = offer.EmulatedDriver is null ? null : pool.Driver,
    };

    public static bool IsBetweenBtrfs(Pool pool, MigrationHeader other) => pool.Driver == PoolDriver.Btrfs && other.EmulatedDriver == PoolDriver.Btrfs;

    /// <param name="pool">Where the volume is.</param>
    /// <param name="contentType">Of this side.</param>
    /// <param name="other">What the other side has said.</param>
    /// <param name="features">What both sides let rsync do.</param>
    /// <param name="stream">The connection.</param>
    public static IVolumeTransport Choose(Pool pool, string contentType, MigrationHeader other, RsyncFeatures features, VolumeStream stream) =>
        IsBetweenBtrfs(pool, other) ? new TreeTransport(stream)
        : contentType == VolumeContent.Block ? new BlockTransport(stream, isPadded: other.EmulatedDriver is null)
        : other.EmulatedDriver is null ? new RsyncTransport(stream, features)
        : new DirectTransport(stream);
}
