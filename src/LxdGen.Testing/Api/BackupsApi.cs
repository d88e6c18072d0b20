using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
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

    /// <summary>The backup. LXD finds it by the names of volume and backup alone, whatever the pool, and whichever member has them.</summary>
    public static (Volume Volume, Backup Backup) Find(Call call) => Find(call, Address.CustomKey(call));

    private static (Volume Volume, Backup Backup) Find(Call call, VolumeKey key)
    {
        var found = Backups(Everywhere(call.Server, key).OrderBy(volume => !IsHere(call, volume))).Find(found => found.Backup.Name == call["backupName"]);
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

    private static LxdFailure TooLong(string path) => LxdFailure.Internal($"Create volume backup: Error opening backup tarball for writing {GoString.Quote(path)}: open {path}: file name too long");

    private static List<(Volume Volume, Backup Backup)> Backups(IEnumerable<Volume> volumes) =>
        [.. volumes.SelectMany(volume => volume.Backups.Select(backup => (volume, backup)))];

    private static Reply Create(Call call)
    {
        Address.RequireCustom(call);
        RefuseForbidden(call);
        call.GoToTarget();
        call.Server.CreatedPool(call["poolName"]);
        var volume = Address.Volume(call);
        var order = new BackupOrder(call);
        var name = order.Name.Length > 0 ? order.Name : CountedName.After(NamesOf(volume), "backup");
        var packer = order.ReadPacker();
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        var resources = new Dictionary<string, string> { ["backups"] = $"/1.0/backups/{name}", ["storage_volumes"] = $"/1.0/storage_volumes/{volume.Key.Name}" };
        var operation = Change.New(call, "Creating custom volume backup", resources);
        return packer.IsProgram
            ? Change.Start(call, operation, ct => PackAsync(call, operation, volume, order, name, packer, ct))
            : Change.Start(call, operation, () => Finish(call, operation, volume, Begin(call, volume, order, name), packer.Pack(VolumeArchive.Write(volume, order.VolumeOnly))));
    }

    private static void RefuseForbidden(Call call)
    {
        if (call.Server.Projects.WithVolumes(call.Project) is { } project && project.Forbids("restricted.backups"))
            throw LxdFailure.Internal($"Project {GoString.Quote(project.Name)} doesn't allow for backup creation");
    }

    // The others need not wait for the program.
    private static async Task PackAsync(Call call, Operation operation, Volume volume, BackupOrder order, string name, Packer packer, CancellationToken ct)
    {
        Backup backup;
        byte[] tar;
        lock (call.Server.Gate)
            (backup, tar) = (Begin(call, volume, order, name), VolumeArchive.Write(volume, order.VolumeOnly));
        try
        {
            var archive = await packer.PackAsync(tar, ct).ConfigureAwait(false);
            lock (call.Server.Gate)
                Finish(call, operation, volume, backup, archive);
        }
        catch (LxdFailure)
        {
            lock (call.Server.Gate)
                volume.Backups.Remove(backup);
            throw;
        }
    }

    /// <summary>Takes the name.</summary>
    private static Backup Begin(Call call, Volume volume, BackupOrder order, string name)
    {
        // Of any project.
        if (Backups(call.Server.Pools.Values.SelectMany(pool => pool.Volumes.Values).Where(other => other.Key.Name == volume.Key.Name)).Exists(found => found.Backup.Name == name))
            throw LxdFailure.Internal($"Create volume backup: Backup {GoString.Quote($"{volume.Key.Name}/{name}")} already exists");
        if (ServerPaths.IsTooLong(name))
            throw TooLong(FileOf(call, volume, name));
        if (volume.IsAdrift)
            RefuseAdrift(volume, order.VolumeOnly ? null : volume.Snapshots.FirstOrDefault());
        var backup = new Backup
        {
            Name = name,
            CreatedAt = call.Server.Clock.GetUtcNow(),
            ExpiresAt = order.ExpiresAt,
            VolumeOnly = order.VolumeOnly,
            IsOptimized = order.IsOptimized && volume.Pool.Driver != "dir",
        };
        volume.Backups.Add(backup);
        return backup;
    }

    private static void RefuseAdrift(Volume volume, Snapshot? first)
    {
        VolumePlace.RefuseAdrift(volume);
        if (first is not null)
            throw LxdFailure.Internal($"Create volume backup: Backup create: Snapshot {GoString.Quote(first.Name)} expected but not in storage");
    }

    private static void Finish(Call call, Operation operation, Volume volume, Backup backup, byte[] archive)
    {
        backup.Archive = archive;
        operation.TellEntity($"{volume.Url}/backups/{GoUrl.Escape(backup.Name)}{volume.ProjectQuery}");
        Address.TellPlainly(call, "storage-volume-backup-created", volume, $"/backups/{GoUrl.Escape(backup.Name)}", ("type", volume.Key.Type));
    }

    private static Reply Rename(Call call)
    {
        var key = Address.CustomKey(call);
        var name = call.Body(Shapes.StoragePoolVolumeBackupPost).Text("name") ?? "";
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        var (volume, backup) = Find(call, key);
        return Change.Start(call, "Renaming custom volume backup", new Dictionary<string, string> { ["volume"] = $"/1.0/volume/{volume.Key.Name}" }, _ =>
        {
            // Without a name, it is the folder of the files.
            if (!IsHere(call, volume) || name.Length == 0)
                throw LxdFailure.Internal($"rename {FileOf(call, volume, backup.Name)} {FileOf(call, volume, name)}: {(IsHere(call, volume) ? "file exists" : "no such file or directory")}");
            if (ServerPaths.IsTooLong(name))
                throw LxdFailure.Internal($"rename {FileOf(call, volume, backup.Name)} {FileOf(call, volume, name)}: file name too long");
            if (volume.Backups.Find(other => other.Name == name && other != backup) is { } other)
            {
                // LXD moves the file before it finds that the name is taken.
                other.Archive = null;
                throw LxdFailure.Internal("UNIQUE constraint failed: storage_volumes_backups.storage_volume_id, storage_volumes_backups.name");
            }

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

    /// <summary>Whether the member that answers has the backup's file, and where the path says.</summary>
    public static bool IsHere(Call call, Volume volume) => volume.Key.Member == call.Member && volume.Pool.Name == call["poolName"] && !volume.IsAdrift;

    public static string FileOf(Call call, Volume volume, string name) => FileOf(call, volume.Key, name);

    public static string FileOf(Call call, VolumeKey key, string name) => $"{call.Server.Directory}/backups/custom/{call["poolName"]}/{key.StorageName}/{name}".TrimEnd('/');

    /// <summary>The names that it counts, also of backups of other members' volumes of that name.</summary>
    private static IEnumerable<string> NamesOf(Volume volume) => volume.Pool.Namesakes(volume.Key).SelectMany(namesake => namesake.Backups).Select(backup => backup.Name);

    // For a list, LXD looks for the project before it looks at the type.
    private static void RequireCustom(Call call)
    {
        call.Server.Projects.OfVolumes(call.Project);
        Address.RequireCustom(call);
    }
}
