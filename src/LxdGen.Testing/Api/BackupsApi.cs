using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Backups of volumes.</summary>
internal static class BackupsApi
{
    public const string All = $"{VolumesApi.One}/backups";
    public const string One = $"{All}/{{backupName}}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", All, List),
        Route.For("GET", One, call => Reply.Value(Find(call).Backup.Write)),
        Route.For("POST", One, Rename),
        Route.For("DELETE", One, Delete),
    ];

    /// <summary>The backup. LXD finds it by the names of volume and backup alone, whatever the pool, and whichever member has them.</summary>
    public static (Volume Volume, Backup Backup) Find(Call call) => Find(call, Address.CustomKey(call));

    private static (Volume Volume, Backup Backup) Find(Call call, VolumeKey key)
    {
        var found = Backups(Everywhere(call.Server, key)).Where(found => found.Backup.Name == call["backupName"]).OrderBy(found => !FilesOf(call).ContainsKey(PlaceOf(call, found.Volume, found.Backup.Name))).FirstOrDefault();
        return found.Backup is not null ? found : throw LxdFailure.NotFound("Storage volume backup not found");
    }

    private static Reply List(Call call)
    {
        RequireCustom(call);
        var pool = call.Server.CreatedPool(call["poolName"]);
        // It does not matter here which member is named.
        var all = Backups(call.Target is null ? [Address.Volume(call)] : pool.Namesakes(Address.OwnKey(call, VolumeType.Custom, call["volumeName"])));
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(all, (_, found) => found.Backup.Write(writer));
            else
                writer.WriteList(all.Select(found => $"{found.Volume.PlainUrl}/backups/{found.Backup.Name}"));
        });
    }

    private static IEnumerable<Volume> Everywhere(ServerState server, VolumeKey key) => server.Pools.Values.SelectMany(pool => pool.Namesakes(key));

    public static List<(Volume Volume, Backup Backup)> Backups(IEnumerable<Volume> volumes) =>
        [.. volumes.SelectMany(volume => volume.Backups.Select(backup => (volume, backup)))];

    private static Reply Rename(Call call)
    {
        var key = Address.CustomKey(call);
        var name = call.Body(Shapes.StoragePoolVolumeBackupPost).Text("name") ?? "";
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        var (volume, backup) = Find(call, key);
        return Change.Start(call, "Renaming custom volume backup", new Dictionary<string, string> { ["volume"] = $"/1.0/volume/{volume.Key.Name}" }, _ =>
        {
            var (files, old, wanted) = (FilesOf(call), PlaceOf(call, volume, backup.Name), PlaceOf(call, volume, name));
            // Without a name, it is the folder of the files.
            if (!files.TryGetValue(old, out var file) || name.Length == 0)
                throw LxdFailure.Internal($"rename {FileOf(call, volume, backup.Name)} {FileOf(call, volume, name)}: {(files.ContainsKey(old) ? "file exists" : "no such file or directory")}");
            if (ServerPaths.IsTooLong(name))
                throw LxdFailure.Internal($"rename {FileOf(call, volume, backup.Name)} {FileOf(call, volume, name)}: file name too long");
            if (volume.Backups.Exists(other => other.Name == name && other != backup))
            {
                // LXD moves the file before it finds that the name is taken, and back again.
                files.Remove(wanted);
                throw LxdFailure.Internal("UNIQUE constraint failed: storage_volumes_backups.storage_volume_id, storage_volumes_backups.name");
            }

            files.Remove(old);
            files[wanted] = file;
            var oldName = backup.Name;
            backup.Name = name;
            Address.TellPlainly(call, "storage-volume-backup-renamed", volume, $"/backups/{GoUrl.Escape(name)}", ("old_name", $"{volume.Key.Name}/{oldName}"));
        });
    }

    private static Reply Delete(Call call)
    {
        var (volume, backup) = Find(call);
        return Change.Start(call, "Deleting custom volume backup", new Dictionary<string, string> { ["volume"] = $"/1.0/volume/{volume.Key.Name}" }, _ =>
        {
            volume.Remove(backup);
            Address.TellPlainly(call, "storage-volume-backup-deleted", volume, $"/backups/{GoUrl.Escape(backup.Name)}");
        });
    }

    /// <summary>The files below the pool that is named, whichever one the volume is in.</summary>
    public static Dictionary<BackupPlace, byte[]> FilesOf(Call call) => call.Server.Pool(call["poolName"]).BackupFiles;

    /// <summary>Where the member that answers looks for a file.</summary>
    public static BackupPlace PlaceOf(Call call, Volume volume, string name) => BackupPlace.Of(volume.Key with { Member = call.Member }, name);

    public static string FileOf(Call call, Volume volume, string name) => FileOf(call, volume.Key, name);

    public static string FileOf(Call call, VolumeKey key, string name) => $"{call.Server.Directory}/backups/custom/{call["poolName"]}/{key.StorageName}/{name}".TrimEnd('/');

    // For a list, LXD looks for the project before it looks at the type.
    private static void RequireCustom(Call call)
    {
        call.Server.Projects.OfVolumes(call.Project);
        Address.RequireCustom(call);
    }
}
