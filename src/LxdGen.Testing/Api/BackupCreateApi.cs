using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>New backups.</summary>
internal static class BackupCreateApi
{
    public static IEnumerable<Route> Routes => [Route.For("POST", BackupsApi.All, Create)];

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
        catch
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
        if (BackupsApi.Backups(call.Server.Volumes.Where(other => other.Key.Name == volume.Key.Name)).Exists(found => found.Backup.Name == name))
            throw LxdFailure.Internal($"Create volume backup: Backup {GoString.Quote($"{volume.Key.Name}/{name}")} already exists");
        if (ServerPaths.IsTooLong(name))
            throw TooLong(BackupsApi.FileOf(call, volume, name));
        RequireFolders(call, volume, order);
        var backup = new Backup
        {
            Name = name,
            CreatedAt = call.Server.Clock.GetUtcNow(),
            ExpiresAt = order.ExpiresAt,
            VolumeOnly = order.VolumeOnly,
            IsOptimized = order.IsOptimized && volume.Pool.Driver != PoolDriver.Dir,
        };
        volume.Backups.Add(backup);
        return backup;
    }

    private static void RequireFolders(Call call, Volume volume, BackupOrder order)
    {
        try
        {
            DiskRules.RequireForBackup(call, volume, order);
        }
        catch (LxdFailure failure)
        {
            throw LxdFailure.Internal($"Create volume backup: Backup create: {failure.Message}");
        }
    }

    private static void Finish(Call call, Operation operation, Volume volume, Backup backup, byte[] archive)
    {
        volume.Pool.BackupFiles[BackupPlace.Of(volume.Key, backup.Name)] = archive;
        operation.TellEntity($"{volume.Url}/backups/{GoUrl.Escape(backup.Name)}{volume.ProjectQuery}");
        Address.TellPlainly(call, "storage-volume-backup-created", volume, $"/backups/{GoUrl.Escape(backup.Name)}", ("type", volume.Key.Type));
    }

    private static LxdFailure TooLong(string path) => LxdFailure.Internal($"Create volume backup: Error opening backup tarball for writing {GoString.Quote(path)}: open {path}: file name too long");

    /// <summary>The names that it counts, also of backups of other members' volumes of that name.</summary>
    private static IEnumerable<string> NamesOf(Volume volume) => volume.Pool.Namesakes(volume.Key).SelectMany(namesake => namesake.Backups).Select(backup => backup.Name);
}
