using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Snapshots of volumes.</summary>
internal static class SnapshotsApi
{
    private const string All = $"{VolumesApi.One}/snapshots";
    private const string One = $"{All}/{{snapshotName}}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", All, List),
        Route.For("POST", All, Create),
        Route.For("GET", One, Get),
        Route.For("PUT", One, call => Update(call, isPatch: false)),
        Route.For("PATCH", One, call => Update(call, isPatch: true)),
        Route.For("POST", One, Rename),
        Route.For("DELETE", One, Delete),
    ];

    // Of a volume that is not there, LXD lists none, nor of one that another member has, even where that is named.
    private static Reply List(Call call)
    {
        var key = Address.OwnKey(call, Address.KnownType(call), call["volumeName"]);
        var volume = call.Server.Pool(call["poolName"]).Volumes.GetValueOrDefault(key);
        return Reply.Value(writer =>
        {
            if (volume is null)
                writer.WriteList([]);
            else if (call.IsRecursive)
                writer.WriteList(volume.Snapshots, (_, snapshot) => snapshot.WriteListed(writer, volume));
            else
                writer.WriteList(volume.Snapshots.Select(snapshot => $"{volume.PlainUrl}/snapshots/{snapshot.Name}"));
        });
    }

    private static Reply Get(Call call)
    {
        var (volume, snapshot) = Find(call);
        return Reply.Value(writer => snapshot.Write(writer, volume), snapshot.ETag);
    }

    private static Reply Create(Call call)
    {
        Address.RequireCustom(call);
        if (call.Server.Projects.WithVolumes(call.Project) is { } project && project.Forbids("restricted.snapshots"))
            throw LxdFailure.Internal($"Project {GoString.Quote(project.Name)} doesn't allow for snapshot creation");
        var key = Address.CustomKey(call);
        var body = call.Body(call.Server.Profile == LxdProfile.Lxd50 ? Shapes.StorageVolumeSnapshotsPost : Shapes.DescribedSnapshotsPost);
        var sent = body.Time("expires_at");
        var description = body.Text("description");
        var wanted = body.Text("name") ?? "";
        var pool = call.Server.Pool(call["poolName"]);
        if (pool.Volumes.GetValueOrDefault(key) is { IsUsedByServer: true })
            throw LxdFailure.BadRequest("Volumes used by LXD itself cannot have snapshots");
        if (wanted.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Storage name cannot contain \"/\"");
        if (wanted.Any(char.IsWhiteSpace))
            throw LxdFailure.BadRequest("Storage name cannot contain white space");
        var volume = Address.Volume(call, pool, key);
        var name = wanted.Length > 0 ? wanted : CountedName.After(volume.Snapshots.Select(snapshot => snapshot.Name), "snap");
        if (volume.Find(name) is not null)
            throw LxdFailure.Conflict($"Snapshot {GoString.Quote(name)} already in use");
        return Change.Start(call, "Creating storage volume snapshot", Resource("storage_volumes", volume.Key), operation =>
        {
            if (volume.Find(name) is not null)
                throw LxdFailure.Internal($"Snapshot by that name already exists: {name}");
            if (ServerPaths.IsTooLong(name))
                throw TooLong(ServerPaths.Snapshot(call.Server, volume, name), volume.Snapshots.Count == 0);
            DiskRules.RequireForSnapshot(call, volume, name);
            var now = call.Server.Clock.GetUtcNow();
            var snapshot = volume.Take(name, sent is null ? Expiry.From(volume.Config, now) : GoTime.OrNull(sent), now);
            if (description is { Length: > 0 })
                snapshot.Description = description;
            operation.TellEntity($"{volume.Url}/snapshots/{GoUrl.Escape(name)}{volume.ProjectQuery}");
            Address.Tell(call, "storage-volume-snapshot-created", volume, $"/snapshots/{GoUrl.Escape(name)}", ("type", volume.Key.Type));
        });
    }

    private static Reply Update(Call call, bool isPatch)
    {
        var (volume, snapshot) = isPatch ? FindForPatch(call) : Find(call);
        Address.RequireCustom(call);
        ETag.Check(call, snapshot.ETag);
        var body = call.Body(Shapes.StorageVolumeSnapshotPut);
        var description = body.Text("description");
        var expiresAt = isPatch && !body.Mentions("expires_at") ? snapshot.ExpiresAt : GoTime.OrNull(body.Time("expires_at"));
        return Change.Make(call, VolumesApi.Asynchronous, "Updating storage volume snapshot", Reply.Done, () =>
        {
            snapshot.Description = description ?? (isPatch ? snapshot.Description : "");
            snapshot.ExpiresAt = expiresAt;
            Address.TellPlainly(call, "storage-volume-snapshot-updated", volume, $"/snapshots/{GoUrl.Escape(snapshot.Name)}");
        });
    }

    // What is wrong with the names comes out when the operation ends, and so does all that is, where a member is named.
    private static Reply Rename(Call call)
    {
        var key = Address.CustomKey(call);
        var name = VolumeName.Required(call.Body(Shapes.StorageVolumeSnapshotPost).Text("name"));
        var oldName = call["snapshotName"];
        return Change.Start(call, "Renaming storage volume snapshot", Resource("storage_volume_snapshots", key), _ =>
        {
            var (volume, snapshot) = FindInOperation(call, key);
            var folder = ServerPaths.Snapshots(call.Server, volume);
            // It is the disk that refuses, of a snapshot's own name too.
            if (volume.Find(name) is not null)
                throw ServerPaths.RenameFailed($"{folder}/{oldName}", $"{folder}/{name}", "file exists");
            ServerPaths.CheckLength(name, $"{folder}/{oldName}", $"{folder}/{name}");
            volume.Rename(snapshot, name);
            Address.Tell(call, "storage-volume-snapshot-renamed", volume, $"/snapshots/{GoUrl.Escape(oldName)}", ("old_name", oldName));
        });
    }

    private static Reply Delete(Call call)
    {
        Address.RequireCustom(call);
        var key = Address.Key(call, VolumeType.Custom, call["volumeName"]);
        if (call.Target is null)
            key = Find(call).Volume.Key;
        return Change.Start(call, "Deleting storage volume snapshot", Resource("storage_volume_snapshots", key), _ =>
        {
            var (volume, snapshot) = FindInOperation(call, key);
            DiskRules.RequireForRemoval(call, volume, snapshot);
            volume.Remove(snapshot);
            Address.Tell(call, "storage-volume-snapshot-deleted", volume, $"/snapshots/{GoUrl.Escape(snapshot.Name)}");
        });
    }

    private static Dictionary<string, string> Resource(string kind, VolumeKey key) => new() { [kind] = $"/1.0/{kind}/{key.Name}" };

    private static (Volume Volume, Snapshot Snapshot) Find(Call call)
    {
        RequirePlace(call);
        return Address.Snapshot(call, call["volumeName"], call["snapshotName"]);
    }

    private static (Volume Volume, Snapshot Snapshot) FindForPatch(Call call)
    {
        RequirePlace(call);
        try
        {
            return Address.Snapshot(call, call["volumeName"], call["snapshotName"]);
        }
        catch (LxdFailure failure) when (failure.Status == 404 && call.TargetKey == call.Member)
        {
            // It looks for the volume of a snapshot that it has not found.
            throw call.Crash();
        }
    }

    private static void RequirePlace(Call call)
    {
        Address.Key(call, Address.KnownType(call), call["volumeName"]);
        if (call.Target is not null)
            call.Server.CreatedPool(call["poolName"]);
    }

    private static (Volume Volume, Snapshot Snapshot) FindInOperation(Call call, VolumeKey key)
    {
        var pool = call.Server.Pool(call["poolName"]);
        var name = call["snapshotName"];
        return pool.Volumes.TryGetValue(key, out var volume) && volume.Find(name) is { } snapshot
            ? (volume, snapshot)
            : throw LxdFailure.Internal($"{VolumeName.Missing(key with { Name = $"{key.Name}/{name}" }, pool.Name)}: Storage volume not found");
    }

    // Of the first snapshot, LXD does not find the folder, and finds out when it makes one.
    private static LxdFailure TooLong(string path, bool isFirst) => LxdFailure.Internal(isFirst
        ? $"Failed to create mount directory {GoString.Quote(path)}: mkdir {path}: file name too long"
        : $"Error getting mount directory info {GoString.Quote(path)}: lstat {path}: file name too long");
}
