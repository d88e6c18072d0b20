using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Volumes: one, and what is done with it.</summary>
internal static class VolumesApi
{
    public const string One = "/1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}";
    public const string Asynchronous = "storage_and_profile_operations";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", One, Get),
        Route.For("PUT", One, Put),
        Route.For("PATCH", One, Patch),
        Route.For("POST", One, Rename),
        Route.For("DELETE", One, Delete),
        Route.For("GET", $"{One}/state", GetState),
    ];

    private static Reply Get(Call call)
    {
        var type = Address.KnownType(call);
        if (call["volumeName"].Split('/') is [var name, var snapshotName])
        {
            var volume = Address.Volume(call, type, name);
            var snapshot = Address.Snapshot(call, volume, snapshotName);
            return Reply.Value(writer => volume.Write(writer, snapshot), ETag.Of($"{name}/{snapshotName}", type, snapshot.Config));
        }

        var found = Address.Volume(call);
        return Reply.Value(found.Write, found.ETag);
    }

    private static Reply Put(Call call)
    {
        RequirePool(call);
        RefuseSnapshot(call);
        var volume = Address.Volume(call);
        ETag.Check(call, volume.ETag);
        var body = call.Body(Shapes.StorageVolumePut);
        var restore = body.Text("restore") ?? "";
        var config = body.Map("config");
        var description = body.Text("description") ?? "";
        return Change.Make(call, Asynchronous, "Updating storage volume", Reply.Done, () =>
        {
            if (restore.Length > 0)
                Restore(call, volume, restore);
            // Beside a restore, it is the config alone that makes it an update too.
            if (restore.Length == 0 || config is not null)
                Update(call, volume, description, ConfigMap.Sent(config));
        });
    }

    // LXD merges the config, and empties the description where it is not sent.
    private static Reply Patch(Call call)
    {
        RequireNoSlash(call);
        RequirePool(call);
        var volume = Address.Volume(call);
        ETag.Check(call, volume.ETag);
        var body = call.Body(Shapes.StorageVolumePut);
        var config = ConfigMap.Merge(volume.Config, body.Map("config"));
        var description = body.Text("description") ?? "";
        return Change.Make(call, Asynchronous, "Updating storage volume", Reply.Done, () => Update(call, volume, description, config));
    }

    // Where a volume is changed, a missing pool is told before a missing member.
    private static void RequirePool(Call call)
    {
        Address.Key(call, Address.KnownType(call), call["volumeName"]);
        call.Server.Pool(call["poolName"]);
    }

    private static void Update(Call call, Volume volume, string description, SortedDictionary<string, string> config)
    {
        if (ConfigRules.CheckVolume(volume.Pool.Profile, volume.ContentType, volume.Key.StorageName, config) is { } fault)
            throw LxdFailure.Internal(fault);
        if (ConfigRules.CheckTogether(config) is { } conflict)
            throw LxdFailure.Internal(conflict);
        config = ConfigMap.Of(config);
        volume.Resize(config, isNew: false);
        (volume.Description, volume.Config) = (description, config);
        Address.Tell(call, "storage-volume-updated", volume);
    }

    private static void Restore(Call call, Volume volume, string name)
    {
        var snapshot = volume.Snapshots.Find(snapshot => snapshot.Name == name) ?? throw (volume.Pool.Driver == "btrfs"
            ? LxdFailure.NotFound($"lstat {ServerPaths.Snapshots(call.Server, volume)}/{name}/: no such file or directory")
            : LxdFailure.Internal("Snapshot not found"));
        volume.Files = snapshot.Files;
        Address.Tell(call, "storage-volume-restored", volume, context: ("snapshot", name));
    }

    private static Reply Rename(Call call)
    {
        var type = call["type"];
        RequireNoSlash(call);
        var body = call.Body(Shapes.StorageVolumePost);
        var name = VolumeName.Required(body.Text("name"));
        if (type != VolumeType.Custom)
            throw LxdFailure.BadRequest($"Renaming storage volumes of type \"{type}\" is not allowed");
        if (body.Flag("migration"))
            throw LxdFailure.NotEmulated("migration to another server");
        var targetProject = body.Text("project") ?? "";
        var key = Address.Key(call, type, call["volumeName"]);
        Member.Require(call);
        Address.Sought(call);
        var source = call.Server.Pool(call["poolName"]);
        var target = body.Text("pool") is { Length: > 0 } poolName ? call.Server.Pool(poolName) : source;
        var volume = Address.Volume(call);
        // Another project alone is no place.
        if (targetProject.Length > 0 && string.IsNullOrEmpty(body.Text("pool")))
            throw LxdFailure.NotFound("Storage pool not found");
        VolumeCreateApi.RequireVolumes(target);
        var newKey = key with { Name = name, Project = targetProject.Length == 0 ? key.Project : targetProject };
        if (target.Volumes.ContainsKey(newKey))
            throw LxdFailure.Conflict("Volume by that name already exists");
        return target == source && targetProject.Length == 0 ? Rename(call, volume, newKey) : Change.Start(call, "Moving storage volume", null, _ => Move(call, volume, target, newKey));
    }

    private static Reply Rename(Call call, Volume volume, VolumeKey newKey)
    {
        var location = $"/1.0/storage-pools/{GoUrl.EscapeTwice(volume.Pool.Name)}/volumes/{newKey.Type}/{GoUrl.EscapeTwice(newKey.Name)}";
        return Change.Make(call, Asynchronous, "Renaming storage volume", Reply.Created(location), () =>
        {
            ServerPaths.CheckLength(newKey.StorageName, ServerPaths.Volume(call.Server, volume.Pool, volume.Key), ServerPaths.Volume(call.Server, volume.Pool, newKey));
            var oldName = volume.Key.Name;
            volume.MoveTo(volume.Pool, newKey);
            Address.Tell(call, "storage-volume-renamed", volume, context: ("old_name", oldName));
        });
    }

    private static void Move(Call call, Volume volume, Pool target, VolumeKey newKey)
    {
        if (!call.Server.Projects.TryGet(newKey.Project, out _))
            throw LxdFailure.Internal($"Error inserting volume \"{newKey.Name}\" for project \"{newKey.Project}\" in pool \"{target.Name}\" of type \"{newKey.Type}\" into database \"NOT NULL constraint failed: storage_volumes.project_id\"");
        TellDeleted(call, volume);
        volume.MoveTo(target, newKey);
        Address.Tell(call, "storage-volume-created", volume, context: ("type", newKey.Type));
    }

    private static Reply Delete(Call call)
    {
        if (call["volumeName"].Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest($"Invalid storage volume \"{call["volumeName"]}\"");
        var volume = Address.Volume(call);
        return Change.Make(call, Asynchronous, "Deleting storage volume", Reply.Done, () =>
        {
            TellDeleted(call, volume);
            volume.Pool.Volumes.Remove(volume.Key);
        });
    }

    private static void TellDeleted(Call call, Volume volume)
    {
        foreach (var snapshot in volume.Snapshots)
            Address.Tell(call, "storage-volume-snapshot-deleted", volume, $"/snapshots/{GoUrl.Escape(snapshot.Name)}");
        Address.Tell(call, "storage-volume-deleted", volume);
    }

    private static Reply GetState(Call call)
    {
        var key = Address.Key(call, Address.KnownType(call), call["volumeName"]);
        if (key.Type == "image")
            throw LxdFailure.BadRequest($"Invalid storage volume type \"{key.Type}\"");
        if (key.Type is "container" or "virtual-machine")
            throw LxdFailure.NotFound("Instance not found");
        var pool = call.Server.Pool(call["poolName"]);
        var (name, snapshotName) = key.Name.Split('/') is [var first, var second] ? (first, second) : (key.Name, null);
        if (!pool.Volumes.TryGetValue(key with { Name = name }, out var volume) || (snapshotName is not null && !volume.Snapshots.Exists(snapshot => snapshot.Name == snapshotName)))
            throw LxdFailure.NotFound($"{VolumeName.Missing(key, pool.Name)}: Storage volume not found");
        if (!pool.HasQuotas)
            throw LxdFailure.Internal("Not supported");
        return Reply.Value(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("usage");
            if (volume.Size > 0)
                writer.WriteNumber("used", volume.Size);
            writer.WriteNumber("total", ByteSize.TryParse(volume.Config.GetValueOrDefault("size", ""), out var total) ? total : 0);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void RequireNoSlash(Call call)
    {
        if (call["volumeName"].Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Invalid volume name");
    }

    private static void RefuseSnapshot(Call call)
    {
        if (call["volumeName"].Split('/') is [var name, var snapshot])
        {
            Address.Snapshot(call, Address.Volume(call, Address.KnownType(call), name), snapshot);
            throw LxdFailure.Internal("Volume name cannot be a snapshot");
        }
    }
}
