using System.Text;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Where a real server keeps things on its disk, which refuses names that are too long.</summary>
internal static class ServerPaths
{
    private const int MaxNameBytes = 255;

    public static string Volume(ServerState server, Pool pool, VolumeKey key) => $"{Pool(server, pool.Name)}/custom/{key.StorageName}";

    public static string Snapshots(ServerState server, Volume volume) => Snapshots(server, volume.Pool, volume.Key);

    public static string Snapshots(ServerState server, Pool pool, VolumeKey key) => $"{Pool(server, pool.Name)}/custom-snapshots/{key.StorageName}";

    public static string Snapshot(ServerState server, Volume volume, string name) => Snapshot(server, volume.Pool, volume.Key, name);

    public static string Snapshot(ServerState server, Pool pool, VolumeKey key, string name) => $"{Snapshots(server, pool, key)}/{name}";

    public static string Pool(ServerState server, string name) => $"{server.Directory}/storage-pools/{name}";

    public static bool IsTooLong(string name) => Encoding.UTF8.GetByteCount(name) > MaxNameBytes;

    /// <summary>Refuses the new name of something.</summary>
    public static void CheckLength(string name, string oldPath, string newPath)
    {
        if (IsTooLong(name))
            throw RenameFailed(oldPath, newPath, "file name too long");
    }

    public static LxdFailure RenameFailed(string oldPath, string newPath, string why) =>
        LxdFailure.Internal($"Failed to rename {GoString.Quote(oldPath)} to {GoString.Quote(newPath)}: rename {oldPath} {newPath}: {why}");
}
