using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Where a volume is to be on the disk: what LXD says when there is no such place, or something is there already.</summary>
internal static class VolumePlace
{
    /// <summary>Refuses a pool that has not been made yet.</summary>
    public static void RequireCreated(Pool pool)
    {
        if (pool.Status == PoolStatus.Pending)
            throw LxdFailure.Internal("Specified pool is not fully created");
    }

    /// <summary>Refuses a pool of which the member that answers has nothing yet, or nothing any more.</summary>
    public static void RequireFolder(Call call, Pool pool, VolumeKey key)
    {
        if (pool.HasFoldersOn(call.Member))
            return;
        var path = ServerPaths.Volume(call.Server, pool, key);
        throw pool.Driver == PoolDriver.Dir ? LxdFailure.NotFound($"Failed to create mount directory {GoString.Quote(path)}: mkdir {path}: no such file or directory")
            : LxdFailure.Internal($"Failed to run: btrfs subvolume create {path}: exit status 1 (ERROR: cannot access '{Path.GetDirectoryName(path)}': No such file or directory)");
    }

    /// <summary>The same of one that comes from another pool. From btrfs to btrfs, it goes in a way of its own.</summary>
    public static void RequireFolder(Call call, Pool pool, VolumeKey key, Pool from)
    {
        if (pool is { Driver: PoolDriver.Btrfs } && from is { Driver: PoolDriver.Btrfs } && !pool.HasFoldersOn(call.Member))
        {
            var parent = Path.GetDirectoryName(ServerPaths.Volume(call.Server, pool, key));
            throw LxdFailure.Internal($"Create custom volume from copy failed: [Failed to create temporary directory under \"{parent}\": stat {parent}: no such file or directory]");
        }

        RequireFolder(call, pool, key);
    }

    /// <summary>Refuses a new volume where the folder of another was left.</summary>
    public static void RefuseLeft(Call call, Pool pool, VolumeKey key)
    {
        if (!pool.HasLeft(key))
            return;
        var path = ServerPaths.Volume(call.Server, pool, key);
        throw pool.Driver == PoolDriver.Dir ? Taken(call, pool, key)
            : LxdFailure.Internal($"Failed to run: btrfs subvolume create {path}: exit status 1 (ERROR: target path already exists: {path})");
    }

    public static LxdFailure Taken(Call call, Pool pool, VolumeKey key) =>
        LxdFailure.Internal($"Volume path {GoString.Quote(ServerPaths.Volume(call.Server, pool, key))} already exists");
}
