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
        Route.For("DELETE", One, Delete),
        Route.For("GET", $"{One}/state", GetState),
    ];

    private static Reply Get(Call call)
    {
        if (call["volumeName"].Split('/') is [var name, var snapshotName])
        {
            var (volume, snapshot) = Address.Snapshot(call, name, snapshotName);
            return Reply.Value(writer => volume.Write(writer, snapshot), ETag.Of($"{name}/{snapshotName}", volume.Key.Type, snapshot.Config));
        }

        var found = Address.Volume(call);
        var isUsed = ServerVolumes.Used(call)(found);
        return Reply.Value(writer => found.Write(writer, isUsed), found.ETag);
    }

    private static Reply Put(Call call)
    {
        RefuseSnapshot(call);
        var volume = Address.VolumeToChange(call);
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
            if (restore.Length > 0 && config is null)
                return;
            // A PATCH is not looked at.
            new ProjectLimits(call.Server, call.Server.Projects.WithVolumes(volume.Key.Project)).RequireRoomForChange(volume.Key.Name, ConfigMap.Sent(config));
            Update(call, volume, description, ConfigMap.Sent(config));
        });
    }

    // LXD merges the config, and empties the description where it is not sent.
    private static Reply Patch(Call call)
    {
        RefuseSlash(call);
        Address.RequireCustom(call);
        var volume = Address.VolumeToChange(call);
        ETag.Check(call, volume.ETag);
        var body = call.Body(Shapes.StorageVolumePut);
        var config = ConfigMap.Merge(volume.Config, body.Map("config"));
        var description = body.Text("description") ?? "";
        return Change.Make(call, Asynchronous, "Updating storage volume", Reply.Done, () => Update(call, volume, description, config));
    }

    private static void Update(Call call, Volume volume, string description, SortedDictionary<string, string> config)
    {
        if (ConfigRules.CheckVolume(volume.Pool.Profile, volume.ContentType, volume.Key.StorageName, config) is { } fault)
            throw LxdFailure.Internal(fault);
        config = ConfigMap.Of(config);
        if (!config.SequenceEqual(volume.Config) && ConfigRules.CheckTogether(config) is { } conflict)
            throw LxdFailure.Internal(conflict);
        if (config.GetValueOrDefault("size") != volume.Config.GetValueOrDefault("size"))
        {
            DiskRules.RequireForSize(call, volume, config.GetValueOrDefault("size"));
            volume.Resize(config, isNew: false);
        }

        (volume.Description, volume.Config) = (description, config);
        Address.Tell(call, "storage-volume-updated", volume);
    }

    private static void Restore(Call call, Volume volume, string name)
    {
        DiskRules.RequireForRestore(call, volume, name);
        volume.Disk.Folder = volume.Disk.Snapshots[name];
        Address.Tell(call, "storage-volume-restored", volume, context: ("snapshot", name));
    }

    private static Reply Delete(Call call)
    {
        if (call["volumeName"].Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest($"Invalid storage volume {GoString.Quote(call["volumeName"])}");
        var volume = Address.Volume(call);
        if (volume.IsUsedByServer)
            throw LxdFailure.BadRequest("The storage volume is still in use");
        return Change.Make(call, Asynchronous, "Deleting storage volume", Reply.Done, () => Remove(call, volume));
    }

    /// <summary>Deletes it, and its snapshots before it: those are gone also where it has to stay.</summary>
    public static void Remove(Call call, Volume volume)
    {
        foreach (var snapshot in volume.Snapshots.ToList())
        {
            DiskRules.RequireForRemoval(call, volume, snapshot);
            volume.Remove(snapshot);
            Address.Tell(call, "storage-volume-snapshot-deleted", volume, $"/snapshots/{GoUrl.Escape(snapshot.Name)}");
        }

        DiskRules.RequireForRemoval(call, volume);
        foreach (var backup in volume.Backups.ToList())
            volume.Remove(backup);
        volume.Disk.Folder = null;
        volume.Leave();
        Address.Tell(call, "storage-volume-deleted", volume);
    }

    private static Reply GetState(Call call)
    {
        var key = Address.OwnKey(call, Address.KnownType(call), call["volumeName"]);
        if (key.Type == "image")
            throw LxdFailure.BadRequest($"Invalid storage volume type \"{key.Type}\"");
        var pool = call.Server.Pool(call["poolName"]);
        if (key.Type is "container" or "virtual-machine")
            throw LxdFailure.NotFound("Instance not found");
        if (pool.Status == PoolStatus.Pending)
            throw LxdFailure.Internal("Specified pool is not fully created");
        var parts = key.Name.Split('/');
        var volume = pool.Volumes.GetValueOrDefault(key with { Name = parts[0] });
        if (volume is null || parts.Skip(1).Any(name => volume.Find(name) is null))
            throw LxdFailure.NotFound($"{VolumeName.Missing(key, pool.Name)}: Storage volume not found");
        if (!pool.HasQuotas || volume.Disk.Folder is null)
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

    public static void RefuseSlash(Call call)
    {
        if (call["volumeName"].Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Invalid volume name");
    }

    private static void RefuseSnapshot(Call call)
    {
        if (call["volumeName"].Split('/') is [var name, var snapshot])
        {
            Address.OwnKey(call, Address.KnownType(call), name);
            call.Server.Pool(call["poolName"]);
            Address.Snapshot(call, name, snapshot);
            call.Body(Shapes.StorageVolumePut);
            throw LxdFailure.Internal("Volume name cannot be a snapshot");
        }
    }
}
