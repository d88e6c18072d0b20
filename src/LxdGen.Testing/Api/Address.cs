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

    public static Volume Volume(Call call)
    {
        var key = Key(call, KnownType(call), call["volumeName"]);
        var pool = call.Server.Pool(call["poolName"]);
        // Who names a member is told of a missing volume by another part of LXD.
        if (call.Query("target") is { Length: > 0 } && !pool.Volumes.ContainsKey(key))
            throw LxdFailure.NotFound("Storage volume not found");
        return pool.Volume(key);
    }

    /// <summary>Tells what has happened to a volume, by its name on the server's disk.</summary>
    public static void Tell(Call call, string action, Volume volume, string tail = "", (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{volume.StorageUrl}{tail}{volume.ProjectQuery}", volume.Key.Project, call.Requestor, context);

    /// <summary>The same, by its name.</summary>
    public static void TellPlainly(Call call, string action, Volume volume, string tail, (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{volume.Url}{tail}{volume.ProjectQuery}", volume.Key.Project, call.Requestor, context);
}
