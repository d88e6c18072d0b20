using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Backups of volumes.</summary>
internal static class BackupsApi
{
    public const string One = $"{All}/{{backupName}}";
    private const string All = $"{VolumesApi.One}/backups";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", All, List),
        Route.For("POST", All, Create),
        Route.For("GET", One, call => Reply.Value(Find(call).Backup.Write)),
        Route.For("POST", One, Rename),
        Route.For("DELETE", One, Delete),
    ];

    public static (Volume Volume, Backup Backup) Find(Call call)
    {
        RequireCustom(call);
        Member.Require(call);
        var key = Address.Sought(call).Key;
        foreach (var volume in Namesakes(call, key))
        {
            if (volume.Backups.Find(backup => backup.Name == call["backupName"]) is { } backup)
                return (volume, backup);
        }

        throw LxdFailure.NotFound("Storage volume backup not found");
    }

    /// <summary>Whether the file of a backup is not where the request makes LXD look.</summary>
    public static bool IsElsewhere(Call call, Volume owner) => owner.Pool.Name != call["poolName"];

    // LXD looks for backups by project, volume and name, whatever the pool.
    private static IEnumerable<Volume> Namesakes(Call call, VolumeKey key) =>
        call.Server.Pools.Values.OrderBy(pool => pool.Name != call["poolName"]).Select(pool => pool.Volumes.GetValueOrDefault(key)).OfType<Volume>();

    private static Reply List(Call call)
    {
        RequireCustom(call);
        // Where a member is named, which need not be there, LXD lists none of a volume that is not there.
        var volume = Address.Sought(call).Volume;
        call.Server.Pool(call["poolName"]);
        var backups = volume?.Backups ?? [];
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(backups, (_, backup) => backup.Write(writer));
            else
                writer.WriteList(backups.Select(backup => $"{volume!.PlainUrl}/backups/{backup.Name}"));
        });
    }

    private static Reply Create(Call call)
    {
        Address.RequireCustom(call);
        var volume = Address.Volume(call);
        var order = new BackupOrder(call);
        var name = order.Name.Length > 0 ? order.Name : CountedName.After(volume.Backups.Select(backup => backup.Name), "backup");
        if (!order.IsAlgorithmKnown)
            throw LxdFailure.BadRequest($"Invalid compression algorithm \"{order.Algorithm}\"");
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        if (!order.IsAlgorithmEmulated)
            throw LxdFailure.NotEmulated($"compression by {order.Algorithm}");
        var resources = new Dictionary<string, string> { ["backups"] = $"/1.0/backups/{name}", ["storage_volumes"] = $"/1.0/storage_volumes/{volume.Key.Name}" };
        return Change.Start(call, "Creating custom volume backup", resources, operation =>
        {
            if (Namesakes(call, volume.Key).Any(namesake => namesake.Backups.Exists(backup => backup.Name == name)))
                throw LxdFailure.Internal($"Create volume backup: Backup {GoString.Quote($"{volume.Key.Name}/{name}")} already exists");
            if (ServerPaths.IsTooLong(name))
                throw TooLong($"{ServerPaths.Backups(call.Server, volume.Pool.Name, volume.Key)}/{name}");
            var now = call.Server.Clock.GetUtcNow();
            volume.Backups.Add(new Backup
            {
                Name = name,
                CreatedAt = now,
                ExpiresAt = order.ExpiresAt,
                VolumeOnly = order.VolumeOnly,
                IsOptimized = order.IsOptimized && volume.Pool.Driver != "dir",
                Archive = VolumeArchive.Write(volume, order.VolumeOnly, order.Algorithm != "none"),
            });
            operation.TellEntity($"{volume.Url}/backups/{GoUrl.Escape(name)}{volume.ProjectQuery}");
            Address.TellPlainly(call, "storage-volume-backup-created", volume, $"/backups/{GoUrl.Escape(name)}", ("type", volume.Key.Type));
        });
    }

    private static LxdFailure TooLong(string path) => LxdFailure.Internal($"Create volume backup: Error opening backup tarball for writing {GoString.Quote(path)}: open {path}: file name too long");

    private static Reply Rename(Call call)
    {
        RequireCustom(call);
        Member.Require(call);
        Address.Sought(call);
        var name = call.Body(Shapes.StoragePoolVolumeBackupPost).Text("name") ?? "";
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        var (volume, backup) = Find(call);
        return Change.Start(call, "Renaming custom volume backup", new Dictionary<string, string> { ["volume"] = $"/1.0/volume/{volume.Key.Name}" }, _ =>
        {
            var folder = ServerPaths.Backups(call.Server, call["poolName"], volume.Key);
            if (IsElsewhere(call, volume))
                throw LxdFailure.Internal($"rename {folder}/{backup.Name} {Path.Join(folder, name).TrimEnd('/')}: no such file or directory");
            if (volume.Backups.Find(other => other.Name == name && other != backup) is { } other)
            {
                // LXD moves the file before it finds that the name is taken.
                other.Archive = null;
                throw LxdFailure.Internal("UNIQUE constraint failed: storage_volumes_backups.storage_volume_id, storage_volumes_backups.name");
            }

            if (name.Length == 0 || ServerPaths.IsTooLong(name))
                throw LxdFailure.Internal($"rename {folder}/{backup.Name} {Path.Join(folder, name).TrimEnd('/')}: {(name.Length == 0 ? "file exists" : "file name too long")}");
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
            volume.Backups.Remove(backup);
            Address.TellPlainly(call, "storage-volume-backup-deleted", volume, $"/backups/{GoUrl.Escape(backup.Name)}");
        });
    }

    // Here LXD looks for the project before it looks at the type, but for a creation.
    private static void RequireCustom(Call call)
    {
        call.Server.Projects.OfVolumes(call.Project);
        Address.RequireCustom(call);
    }
}
