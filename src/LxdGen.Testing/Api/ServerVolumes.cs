using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Volumes that the server keeps its own backups and images in.</summary>
internal static class ServerVolumes
{
    private static readonly string[] Keys = [ServerKeys.BackupsVolume, ServerKeys.ImagesVolume];

    /// <summary>Refuses what is no volume for that. LXD looks at these keys before all others, and crashes where they are no texts.</summary>
    public static void Check(Call call, IReadOnlyDictionary<string, GoValue> sent)
    {
        foreach (var key in Keys.Where(sent.ContainsKey))
        {
            if (sent[key].Kind is not (GoValue.String or GoValue.Null))
                throw call.Crash();
            if (sent[key].Text is not { Length: > 0 } text || text == Get(call, key))
                continue;
            Check(call, key, text);
        }
    }

    /// <summary>Says which volumes the config names by now.</summary>
    public static void Mark(Call call)
    {
        foreach (var volume in call.Server.Pools.Values.SelectMany(pool => pool.VolumesOn(call.Member)))
            volume.IsUsedByServer = false;
        foreach (var volume in Keys.Select(key => Find(call, Get(call, key))).OfType<Volume>())
            volume.IsUsedByServer = true;
    }

    /// <summary>Lets go of the volumes that were used before.</summary>
    /// <param name="call">The request.</param>
    /// <param name="before">What the keys were.</param>
    public static void Move(Call call, IReadOnlyDictionary<string, string> before)
    {
        foreach (var key in Keys.Where(key => Get(call, key) != before[key]))
        {
            var old = before[key];
            if (old.Length > 0 && Keys.Any(other => other != key && Get(call, other) == old))
                throw LxdFailure.Internal($"Failed to umount storage volume {GoString.Quote(old)}: In use");
        }
    }

    /// <summary>What the answering member takes for such volumes. It goes by their names, also where another member or project has them.</summary>
    public static Func<Volume, bool> Used(Call call)
    {
        var names = Current(call).Values.Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
            return _ => false;
        return volume => volume.Key.Type == VolumeType.Custom && names.Contains($"{volume.Pool.Name}/{volume.Key.Name}");
    }

    public static IReadOnlyDictionary<string, string> Current(Call call) => Keys.ToDictionary(key => key, key => Get(call, key));

    private static string Get(Call call, string key) => call.Server.Config.Get(call.Member, key);

    private static void Check(Call call, string key, string text)
    {
        LxdFailure Fail(int status, string why) => new(status, $"Failed validation of \"{key}\": {why}");
        if (text.Split('/') is not [var pool, _])
            throw Fail(500, "Invalid syntax for volume, must be <pool>/<volume>");
        if (call.Server.Pools.GetValueOrDefault(pool) is not { Status: PoolStatus.Created })
            throw Fail(404, $"Unable to load storage pool {GoString.Quote(pool)}: Storage pool not found");
        if (Find(call, text) is not { } volume)
            throw Fail(404, $"Failed loading storage volume {GoString.Quote(text)} in \"default\" project: Storage volume not found");
        if (volume.ContentType != VolumeContent.Filesystem)
            throw Fail(500, $"Storage volume {GoString.Quote(text)} in \"default\" project is not filesystem content type");
        if (volume.Snapshots.Count > 0)
            throw Fail(500, "Storage volumes for use by LXD itself cannot have snapshots");
        if (volume.Files.Count > 0)
            throw Fail(500, $"Storage volume {GoString.Quote(text)} isn't empty");
    }

    private static Volume? Find(Call call, string text) => text.Split('/') is [var pool, var name] && call.Server.Pools.TryGetValue(pool, out var found)
        ? found.Volumes.GetValueOrDefault(new VolumeKey(Projects.Default, VolumeType.Custom, name, call.Member))
        : null;
}
