using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>The volume that a path is about.</summary>
internal static class Address
{
    /// <summary>Refuses types that no volume has.</summary>
    public static string KnownType(Call call) =>
        VolumeType.IsKnown(call["type"]) ? call["type"] : throw LxdFailure.BadRequest("Invalid storage volume type name");

    /// <summary>Refuses volumes that have neither snapshots nor backups of their own to be changed.</summary>
    public static void RequireCustom(Call call)
    {
        if (KnownType(call) is var type && type != VolumeType.Custom)
            throw LxdFailure.BadRequest($"Invalid storage volume type \"{type}\"");
    }

    /// <summary>Of the member that was named, which answers from here on.</summary>
    public static VolumeKey Key(Call call, string type, string name)
    {
        var own = OwnKey(call, type, name);
        call.GoToTarget();
        return own with { Member = call.Member };
    }

    // Only custom volumes are in projects, so of others LXD does not look whether there is such a project.
    /// <summary>Of the member that is asked, whichever is named.</summary>
    public static VolumeKey OwnKey(Call call, string type, string name) =>
        new(type == VolumeType.Custom ? call.Server.Projects.OfVolumes(call.Project) : Projects.Default, type, name, call.Member);

    /// <summary>Of the custom volume whose snapshots or backups are changed. Where a member is named, LXD looks for it later.</summary>
    public static VolumeKey CustomKey(Call call)
    {
        RequireCustom(call);
        var key = Key(call, VolumeType.Custom, call["volumeName"]);
        return call.Target is null ? Volume(call).Key : key;
    }

    public static Volume Volume(Call call)
    {
        var key = Key(call, KnownType(call), call["volumeName"]);
        return Volume(call, call.Server.Pool(call["poolName"]), key);
    }

    /// <summary>The same for those who change it, for whom LXD looks for the pool first.</summary>
    public static Volume VolumeToChange(Call call)
    {
        var key = OwnKey(call, KnownType(call), call["volumeName"]);
        var pool = call.Server.Pool(call["poolName"]);
        call.GoToTarget();
        return Volume(call, pool, key with { Member = call.Member });
    }

    /// <summary>The volume on the member that was named. Where none was, the only one of its name: its member answers.</summary>
    public static Volume Volume(Call call, Pool pool, VolumeKey key) => Find(call, key.Name, pool.Namesakes(key)) ?? throw Missing(call);

    /// <summary>The same of a snapshot, which has a name of its own for LXD, such as <c>v1/snap0</c>.</summary>
    public static (Volume Volume, Snapshot Snapshot) Snapshot(Call call, string volumeName, string snapshotName)
    {
        var key = Key(call, KnownType(call), volumeName);
        var volumes = call.Server.Pool(call["poolName"]).Namesakes(key).Where(volume => volume.Find(snapshotName) is not null);
        var volume = Find(call, $"{volumeName}/{snapshotName}", volumes) ?? throw Missing(call);
        return (volume, volume.Find(snapshotName) ?? throw Missing(call));
    }

    /// <summary>Tells what has happened to a volume, by its name on the server's disk.</summary>
    public static void Tell(Call call, string action, Volume volume, string tail = "", (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{volume.StorageUrl}{tail}{volume.ProjectQuery}", volume.Key.Project, call.Requestor, context, volume.Key.Member);

    /// <summary>The same, by its name.</summary>
    public static void TellPlainly(Call call, string action, Volume volume, string tail, (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{volume.Url}{tail}{volume.ProjectQuery}", volume.Key.Project, call.Requestor, context, volume.Key.Member);

    private static Volume? Find(Call call, string name, IEnumerable<Volume> namesakes)
    {
        var found = namesakes.Where(volume => call.Target is null || volume.Key.Member == call.Member).ToList();
        if (found.Count > 1)
            throw LxdFailure.Internal($"More than one cluster member has a volume named \"{name}\". Please target a specific member");
        if (found is [var only])
            call.Member = only.Key.Member;
        return found.FirstOrDefault();
    }

    // Who names a member is told by another part of LXD.
    private static LxdFailure Missing(Call call) => LxdFailure.NotFound(call.Target is null ? "Storage pool volume not found" : "Storage volume not found");
}
