using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Backups of volumes.</summary>
internal static class BackupsApi
{
    public const string One = $"{All}/{{backupName}}";
    private const string All = $"{VolumesApi.One}/backups";

    private static readonly string[] Algorithms = ["bzip2", "gzip", "lz4", "lzma", "lzo", "xz", "zstd", "none"];

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
        var volume = Address.Volume(call);
        return (volume, volume.Backup(call["backupName"]));
    }

    private static Reply List(Call call)
    {
        RequireCustom(call);
        var volume = Address.Volume(call);
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(volume.Backups, (_, backup) => backup.Write(writer));
            else
                writer.WriteList(volume.Backups.Select(backup => $"{volume.PlainUrl}/backups/{backup.Name}"));
        });
    }

    private static Reply Create(Call call)
    {
        Address.RequireCustom(call);
        var volume = Address.Volume(call);
        if (call.IsEmpty)
            throw LxdFailure.Internal("EOF");
        var body = call.Body("StoragePoolVolumeBackupsPost");
        var expiresAt = GoTime.Parse(body.Text("expires_at"));
        var name = body.Text("name") is { Length: > 0 } wanted ? wanted : CountedName.After(volume.Backups.Select(backup => backup.Name), "backup");
        var algorithm = body.Text("compression_algorithm") is { Length: > 0 } chosen ? chosen : "gzip";
        if (!Algorithms.Contains(algorithm.Split(' ')[0]))
            throw LxdFailure.BadRequest($"Invalid compression algorithm \"{algorithm}\"");
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        if (algorithm is not ("gzip" or "none"))
            throw LxdFailure.NotEmulated($"compression by {algorithm}");
        var volumeOnly = body.Flag("volume_only");
        var isOptimized = body.Flag("optimized_storage") && volume.Pool.Driver != "dir";
        var resources = new Dictionary<string, string> { ["backups"] = $"/1.0/backups/{name}", ["storage_volumes"] = $"/1.0/storage_volumes/{volume.Key.Name}" };
        return Change.Start(call, "Creating custom volume backup", resources, operation =>
        {
            if (volume.Backups.Exists(backup => backup.Name == name))
                throw LxdFailure.Internal($"Create volume backup: Backup \"{volume.Key.Name}/{name}\" already exists");
            var now = call.Server.Clock.GetUtcNow();
            volume.Backups.Add(new Backup
            {
                Name = name,
                CreatedAt = now,
                ExpiresAt = expiresAt,
                VolumeOnly = volumeOnly,
                IsOptimized = isOptimized,
                Archive = VolumeArchive.Write(volume, volumeOnly, algorithm == "gzip"),
            });
            operation.TellEntity($"{volume.Url}/backups/{GoUrl.Escape(name)}{volume.ProjectQuery}");
            Address.TellPlainly(call, "storage-volume-backup-created", volume, $"/backups/{GoUrl.Escape(name)}", ("type", volume.Key.Type));
        });
    }

    private static Reply Rename(Call call)
    {
        RequireCustom(call);
        Address.Volume(call);
        var name = call.Body("StoragePoolVolumeBackupPost").Text("name") ?? "";
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Backup names may not contain slashes");
        var (volume, backup) = Find(call);
        return Change.Start(call, "Renaming custom volume backup", new Dictionary<string, string> { ["volume"] = $"/1.0/volume/{volume.Key.Name}" }, _ =>
        {
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

    // Here LXD looks for the project before it looks at the type, but for a creation.
    private static void RequireCustom(Call call)
    {
        call.Server.Projects.OfVolumes(call.Project);
        Address.RequireCustom(call);
    }
}
