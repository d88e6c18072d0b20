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

    // Of a volume that is not there, LXD lists none.
    private static Reply List(Call call)
    {
        var key = Address.Key(call, Address.KnownType(call), call["volumeName"]);
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
        var volume = Address.Volume(call);
        var snapshot = volume.Snapshot(call["snapshotName"]);
        return Reply.Value(writer => snapshot.Write(writer, volume), snapshot.ETag);
    }

    private static Reply Create(Call call)
    {
        Address.RequireCustom(call);
        var volume = Address.Volume(call);
        var body = call.Body("StorageVolumeSnapshotsPost");
        var sent = body.Text("expires_at");
        var description = body.Text("description");
        var expiresAt = GoTime.Parse(sent);
        var wanted = body.Text("name") ?? "";
        if (wanted.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Storage name cannot contain \"/\"");
        if (wanted.Any(char.IsWhiteSpace))
            throw LxdFailure.BadRequest("Storage name cannot contain white space");
        var name = wanted.Length > 0 ? wanted : CountedName.After(volume.Snapshots.Select(snapshot => snapshot.Name), "snap");
        if (volume.Snapshots.Exists(snapshot => snapshot.Name == name))
            throw LxdFailure.Conflict($"Snapshot \"{name}\" already in use");
        return Change.Start(call, "Creating storage volume snapshot", Resource("storage_volumes", volume), operation =>
        {
            if (volume.Snapshots.Exists(snapshot => snapshot.Name == name))
                throw LxdFailure.Internal($"Snapshot by that name already exists: {name}");
            var now = call.Server.Clock.GetUtcNow();
            var snapshot = volume.Take(name, sent is null ? Expiry.From(volume.Config, now) : expiresAt, now);
            if (description is { Length: > 0 } && call.Server.Profile != LxdProfile.Lxd50)
                snapshot.Description = description;
            operation.TellEntity($"{volume.Url}/snapshots/{GoUrl.Escape(name)}{volume.ProjectQuery}");
            Address.Tell(call, "storage-volume-snapshot-created", volume, $"/snapshots/{GoUrl.Escape(name)}", ("type", volume.Key.Type));
        });
    }

    private static Reply Update(Call call, bool isPatch)
    {
        Address.RequireCustom(call);
        var volume = Address.Volume(call);
        var snapshot = volume.Snapshot(call["snapshotName"]);
        ETag.Check(call, snapshot.ETag);
        var body = call.Body("StorageVolumeSnapshotPut");
        var description = body.Text("description");
        var expiresAt = isPatch && !body.Mentions("expires_at") ? snapshot.ExpiresAt : GoTime.Parse(body.Text("expires_at"));
        return Change.Make(call, VolumesApi.Asynchronous, "Updating storage volume snapshot", Reply.Done, () =>
        {
            snapshot.Description = description ?? (isPatch ? snapshot.Description : "");
            snapshot.ExpiresAt = expiresAt;
            Address.TellPlainly(call, "storage-volume-snapshot-updated", volume, $"/snapshots/{GoUrl.Escape(snapshot.Name)}");
        });
    }

    // What is wrong with the names comes out when the operation ends.
    private static Reply Rename(Call call)
    {
        Address.RequireCustom(call);
        var volume = Address.Volume(call);
        var name = VolumeName.Required(call.Body("StorageVolumeSnapshotPost").Text("name"));
        var oldName = call["snapshotName"];
        return Change.Start(call, "Renaming storage volume snapshot", Resource("storage_volume_snapshots", volume), _ =>
        {
            var snapshot = volume.Snapshots.Find(snapshot => snapshot.Name == oldName)
                ?? throw LxdFailure.Internal($"{VolumeName.Missing(volume.Key with { Name = $"{volume.Key.Name}/{oldName}" }, volume.Pool.Name)}: Storage volume not found");
            if (volume.Snapshots.Exists(other => other.Name == name))
                throw LxdFailure.Internal(NameTaken($"{call.Server.Directory}/storage-pools/{volume.Pool.Name}/custom-snapshots/{volume.Key.StorageName}", oldName, name));
            snapshot.Name = name;
            Address.Tell(call, "storage-volume-snapshot-renamed", volume, $"/snapshots/{GoUrl.Escape(oldName)}", ("old_name", oldName));
        });
    }

    private static Reply Delete(Call call)
    {
        Address.RequireCustom(call);
        var volume = Address.Volume(call);
        var snapshot = volume.Snapshot(call["snapshotName"]);
        return Change.Start(call, "Deleting storage volume snapshot", Resource("storage_volume_snapshots", volume), _ =>
        {
            volume.Snapshots.Remove(snapshot);
            Address.Tell(call, "storage-volume-snapshot-deleted", volume, $"/snapshots/{GoUrl.Escape(snapshot.Name)}");
        });
    }

    private static Dictionary<string, string> Resource(string kind, Volume volume) => new() { [kind] = $"/1.0/{kind}/{volume.Key.Name}" };

    // It is the disk that refuses, of a snapshot's own name too.
    private static string NameTaken(string folder, string oldName, string name) =>
        $"Failed to rename \"{folder}/{oldName}\" to \"{folder}/{name}\": rename {folder}/{oldName} {folder}/{name}: file exists";
}
