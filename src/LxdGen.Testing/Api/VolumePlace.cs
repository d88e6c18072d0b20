using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Where a volume is to be on the disk: what LXD says when there is no such place, or something is there already.</summary>
internal static class VolumePlace
{
    public static LxdFailure NotEmulatedAdrift => LxdFailure.NotEmulated("the folder of a volume whose project was renamed");

    /// <summary>Refuses a pool that has not been made yet.</summary>
    public static void RequireCreated(Pool pool)
    {
        if (pool.Status == PoolStatus.Pending)
            throw LxdFailure.Internal("Specified pool is not fully created");
    }

    /// <summary>Refuses a pool of which the member that answers has nothing yet, or nothing any more.</summary>
    public static void RequireFolder(Call call, Pool pool, VolumeKey key)
    {
        if (pool.HasStorageOn(call.Member))
            return;
        var path = ServerPaths.Volume(call.Server, pool, key);
        throw pool.Driver == PoolDriver.Dir ? LxdFailure.NotFound($"Failed to create mount directory {GoString.Quote(path)}: mkdir {path}: no such file or directory")
            : LxdFailure.Internal($"Failed to run: btrfs subvolume create {path}: exit status 1 (ERROR: cannot access '{Path.GetDirectoryName(path)}': No such file or directory)");
    }

    /// <summary>The same of one that comes from another pool. From btrfs to btrfs, it goes in a way of its own.</summary>
    public static void RequireFolder(Call call, Pool pool, VolumeKey key, Pool from)
    {
        if (pool is { Driver: PoolDriver.Btrfs } && from is { Driver: PoolDriver.Btrfs } && !pool.HasStorageOn(call.Member))
        {
            var parent = Path.GetDirectoryName(ServerPaths.Volume(call.Server, pool, key));
            throw LxdFailure.Internal($"Create custom volume from copy failed: [Failed to create temporary directory under \"{parent}\": stat {parent}: no such file or directory]");
        }

        RequireFolder(call, pool, key);
    }

    /// <summary>Refuses the place of a folder that was left.</summary>
    public static void RefuseOrphan(Call call, Pool pool, VolumeKey key, bool isNew)
    {
        if (!pool.Orphans.Contains(VolumeFolder.Of(key)))
            return;
        var path = ServerPaths.Volume(call.Server, pool, key);
        throw pool.Driver == PoolDriver.Dir ? Taken(call, pool, key)
            : isNew ? LxdFailure.Internal($"Failed to run: btrfs subvolume create {path}: exit status 1 (ERROR: target path already exists: {path})")
            : LxdFailure.NotEmulated("a volume of btrfs that comes to where the folder of another was left");
    }

    public static LxdFailure Taken(Call call, Pool pool, VolumeKey key) =>
        LxdFailure.Internal($"Volume path {GoString.Quote(ServerPaths.Volume(call.Server, pool, key))} already exists");

    /// <summary>Refuses a volume that has lost its folder, where it is its driver that says so.</summary>
    public static void RefuseAdrift(Volume volume)
    {
        if (volume.IsAdrift && volume.Pool.Driver != PoolDriver.Dir)
            throw NotEmulatedAdrift;
    }
}
