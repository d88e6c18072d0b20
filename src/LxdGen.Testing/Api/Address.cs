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

    // Only custom volumes are in projects, so of others LXD does not look whether there is such a project.
    public static VolumeKey Key(Call call, string type, string name) =>
        new(type == VolumeType.Custom ? call.Server.Projects.OfVolumes(call.Project) : Projects.Default, type, name);

    public static Volume Volume(Call call) => Volume(call, KnownType(call), call["volumeName"]);

    public static Volume Volume(Call call, string type, string name)
    {
        var key = Key(call, type, name);
        Member.Require(call);
        return call.Server.Pool(call["poolName"]).Volumes.GetValueOrDefault(key) ?? throw Member.MissingVolume(call);
    }

    /// <summary>The same where LXD does not look for it before the work begins if a member is named.</summary>
    public static (VolumeKey Key, Volume? Volume) Sought(Call call)
    {
        var key = Key(call, KnownType(call), call["volumeName"]);
        return (key, Member.IsNamed(call) ? call.Server.Pools.GetValueOrDefault(call["poolName"])?.Volumes.GetValueOrDefault(key) : Volume(call));
    }

    public static Snapshot Snapshot(Call call, Volume volume) => Snapshot(call, volume, call["snapshotName"]);

    public static Snapshot Snapshot(Call call, Volume volume, string name) => volume.Snapshots.Find(snapshot => snapshot.Name == name) ?? throw Member.MissingVolume(call);

    /// <summary>Tells what has happened to a volume, by its name on the server's disk.</summary>
    public static void Tell(Call call, string action, Volume volume, string tail = "", (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{volume.StorageUrl}{tail}{volume.ProjectQuery}", volume.Key.Project, call.Requestor, context);

    /// <summary>The same, by its name.</summary>
    public static void TellPlainly(Call call, string action, Volume volume, string tail, (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{volume.Url}{tail}{volume.ProjectQuery}", volume.Key.Project, call.Requestor, context);
}
