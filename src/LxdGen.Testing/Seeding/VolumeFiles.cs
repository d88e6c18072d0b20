using LxdGen.Testing.State;

namespace LxdGen.Testing.Seeding;

/// <summary>The files of a volume, as tests read and write them.</summary>
internal static class VolumeFiles
{
    public static Volume Find(ServerState server, string pool, string volume, string project, string? member)
    {
        if (!server.Pools.TryGetValue(pool, out var found))
            throw new FileNotFoundException($"There is no pool '{pool}'.");
        return found.Volumes.GetValueOrDefault(new VolumeKey(project, VolumeType.Custom, volume, member ?? server.Members.Self))
            ?? throw new FileNotFoundException($"There is no custom volume '{volume}' in the pool '{pool}' and the project '{project}'{(server.Members.IsClustered ? $" on the member '{member ?? server.Members.Self}'" : "")}.");
    }

    public static byte[] Read(Volume volume, string path) => volume.Files.GetValueOrDefault(path)
        ?? throw new FileNotFoundException($"There is no file '{path}' in the volume '{volume.Key.Name}'. It has: {string.Join(", ", volume.Files.Keys)}", path);

    public static void Write(Volume volume, string path, ReadOnlySpan<byte> contents)
    {
        if (path.Split('/').Any(segment => segment is "" or "." or ".."))
            throw new ArgumentException($"'{path}' is no path in a volume: it has to be like 'folder/file'.", nameof(path));
        volume.Files = volume.Files.SetItem(path, contents.ToArray());
    }
}
