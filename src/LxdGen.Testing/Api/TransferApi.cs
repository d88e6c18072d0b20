using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Api;

/// <summary>Files that come and go: exports of backups, and imports.</summary>
internal static class TransferApi
{
    public static IEnumerable<Route> Routes =>
    [
        Route.Streaming("GET", $"{BackupsApi.One}/export", ExportAsync),
        Route.Waiting("POST", "/1.0/storage-pools/{poolName}/volumes/{type}", ImportAsync, MediaType.IsFile),
    ];

    private static async Task ExportAsync(Call call)
    {
        byte[] archive;
        DateTimeOffset time;
        lock (call.Server.Gate)
        {
            var (volume, backup) = BackupsApi.Find(call);
            archive = BackupsApi.FilesOf(call).GetValueOrDefault(BackupsApi.PlaceOf(call, volume, backup.Name))
                ?? throw LxdFailure.Internal($"open {BackupsApi.FileOf(call, volume, backup.Name)}: no such file or directory");
            time = backup.CreatedAt;
            Address.TellPlainly(call, "storage-volume-backup-retrieved", volume, $"/backups/{GoUrl.Escape(backup.Name)}", ("type", volume.Key.Type));
        }

        call.Http.Response.Headers.ContentDisposition = "inline;filename=";
        if (RangeRefusal.Of(call.Header("Range"), archive.Length) is { } refusal)
        {
            await refusal.SendAsync(call.Http.Response).ConfigureAwait(false);
            return;
        }

        await TypedResults.File(archive, MediaType.File, enableRangeProcessing: true, lastModified: time).ExecuteAsync(call.Http).ConfigureAwait(false);
    }

    private static async Task<Reply> ImportAsync(Call call)
    {
        Project project;
        lock (call.Server.Gate)
            project = call.Server.Projects.WithVolumes(call.Project);
        call.GoToTarget();
        using var buffer = new MemoryStream();
        await call.Http.Request.Body.CopyToAsync(buffer, call.Http.RequestAborted).ConfigureAwait(false);
        lock (call.Server.Gate)
            new ProjectLimits(call.Server, project).RequireRoomForFile(buffer.Length);
        ArchivedVolume archived;
        try
        {
            archived = await ImportedFile.ReadAsync(call, buffer.ToArray(), call.Http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            // LXD waits for the rest of an archive that was cut off, and never answers.
            await Task.Delay(Timeout.Infinite, call.Http.RequestAborted).ConfigureAwait(false);
            throw;
        }

        lock (call.Server.Gate)
            return Start(call, archived);
    }

    private static Reply Start(Call call, ArchivedVolume archived)
    {
        var key = Address.Key(call, VolumeType.Custom, call.Header("X-LXD-name") is { Length: > 0 } name ? name : archived.Name);
        if (!call.Server.Pools.TryGetValue(call["poolName"], out var pool))
            throw LxdFailure.Internal("Storage pool not found: Storage pool not found");
        VolumeCreateApi.RequireVolumes(pool);
        return Change.Start(call, "Restoring custom volume backup", new Dictionary<string, string> { ["storage_volumes"] = $"/1.0/storage_volumes/{key.Name}" }, operation =>
        {
            if (archived.OptimizedFor is { } driver && driver != pool.Driver)
                throw LxdFailure.Internal($"Optimized backup storage driver \"{driver}\" differs from the target storage pool driver \"{pool.Driver}\"");
            var volume = Make(call, archived, pool, key);
            operation.TellEntity($"{volume.Url}{volume.ProjectQuery}");
            Address.Tell(call, "storage-volume-created", volume, context: ("type", key.Type));
        });
    }

    private static Volume Make(Call call, ArchivedVolume archived, Pool pool, VolumeKey key)
    {
        var volume = new Volume(pool, key, archived.ContentType)
        {
            CreatedAt = call.Server.Clock.GetUtcNow(),
            Description = archived.Description,
            Config = ConfigRules.KnownOfVolume(pool.Profile, archived.ContentType, ConfigMap.Of(archived.Config)),
            Files = archived.Files,
        };
        if (archived.Fault is null)
            RequireRoom(call, archived, key.Name);
        if (Fault(call, archived, volume) is { } fault)
            throw LxdFailure.Internal($"Create custom volume from backup: {fault}");
        volume.Config = volume.WithDefaults(volume.Config);
        volume.Resize(volume.Config, isNew: true);
        if (archived.BlockSize is { } size)
            volume.TakeImage(size);
        foreach (var snapshot in archived.Snapshots)
            snapshot.RestoreTo(volume, call.Server.Clock.GetUtcNow());
        pool.Volumes.Add(key, volume);
        volume.Settle(key.StorageName);
        return volume;
    }

    private static void RequireRoom(Call call, ArchivedVolume archived, string name)
    {
        try
        {
            new ProjectLimits(call.Server, call.Server.Projects.WithVolumes(call.Project)).RequireRoomFor(name, archived.Config);
        }
        catch (LxdFailure failure)
        {
            throw LxdFailure.Internal($"Create custom volume from backup: Failed checking volume creation allowed: {failure.Message}");
        }
    }

    private static string? Fault(Call call, ArchivedVolume archived, Volume volume)
    {
        if (archived.Fault is { } fault)
            return fault;
        if (volume.ContentType is not (VolumeContent.Filesystem or VolumeContent.Block or VolumeContent.Iso))
            return "Invalid volume content type";
        if (volume.Key.Name.Contains('/', StringComparison.Ordinal))
            return VolumeCreateApi.NotInserted(volume.Pool, volume.Key, "Volume name may not be a snapshot");
        if (volume.Pool.Volumes.ContainsKey(volume.Key))
            return VolumeCreateApi.UniqueConstraint(volume);
        if (ConfigRules.CheckVolume(volume.Pool.Profile, volume.ContentType, volume.Key.Name, volume.Config) is { } invalid)
            return invalid;
        if (FolderFault(call, volume) is { } missing)
            return missing;
        if (volume.Pool.HasLeft(volume.Key))
            return "Cannot restore volume, already exists on target";
        return ServerPaths.IsTooLong(volume.Key.StorageName) ? $"lstat {ServerPaths.Volume(call.Server, volume.Pool, volume.Key)}: file name too long" : null;
    }

    private static string? FolderFault(Call call, Volume volume)
    {
        try
        {
            VolumePlace.RequireFolder(call, volume.Pool, volume.Key);
            return null;
        }
        catch (LxdFailure failure)
        {
            return failure.Message;
        }
    }
}
