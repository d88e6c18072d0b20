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
        Route.Streaming("POST", "/1.0/storage-pools/{poolName}/volumes/{type}", ImportAsync, MediaType.IsFile),
    ];

    private static async Task ExportAsync(Call call)
    {
        byte[] archive;
        DateTimeOffset time;
        lock (call.Server.Gate)
        {
            var (volume, backup) = BackupsApi.Find(call);
            archive = backup.Archive ?? throw LxdFailure.Internal($"open {call.Server.Directory}/backups/custom/{volume.Pool.Name}/{volume.Key.StorageName}/{backup.Name}: no such file or directory");
            time = backup.CreatedAt;
            Address.TellPlainly(call, "storage-volume-backup-retrieved", volume, $"/backups/{GoUrl.Escape(backup.Name)}", ("type", volume.Key.Type));
        }

        call.Http.Response.Headers.ContentDisposition = "inline;filename=";
        await TypedResults.File(archive, MediaType.File, enableRangeProcessing: true, lastModified: time).ExecuteAsync(call.Http).ConfigureAwait(false);
    }

    private static async Task ImportAsync(Call call)
    {
        lock (call.Server.Gate)
            call.Server.Projects.OfVolumes(call.Project);
        Member.Require(call);
        using var buffer = new MemoryStream();
        await call.Http.Request.Body.CopyToAsync(buffer, call.Http.RequestAborted).ConfigureAwait(false);
        ArchivedVolume archived;
        try
        {
            archived = ImportedFile.Read(call, buffer.ToArray());
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            // LXD waits for the rest of an archive that was cut off, and never answers.
            await Task.Delay(Timeout.Infinite, call.Http.RequestAborted).ConfigureAwait(false);
            return;
        }

        Reply reply;
        lock (call.Server.Gate)
            reply = Start(call, archived);
        await Router.SendAsync(call.Http.Response, reply).ConfigureAwait(false);
    }

    private static Reply Start(Call call, ArchivedVolume archived)
    {
        var key = Address.Key(call, VolumeType.Custom, call.Header("X-LXD-name") is { Length: > 0 } name ? name : archived.Name);
        var pool = call.Server.Pool(call["poolName"]);
        VolumeCreateApi.RequireVolumes(pool);
        return Change.Start(call, "Restoring custom volume backup", new Dictionary<string, string> { ["storage_volumes"] = $"/1.0/storage_volumes/{key.Name}" }, operation =>
        {
            var volume = new Volume(pool, key, archived.ContentType)
            {
                CreatedAt = call.Server.Clock.GetUtcNow(),
                Description = archived.Description,
                Config = ConfigMap.Of(archived.Config),
                Files = archived.Files,
                Snapshots = [.. archived.Snapshots.Select(snapshot => snapshot.Restore(call.Server.Clock.GetUtcNow()))],
            };
            if (key.Name.Contains('/', StringComparison.Ordinal))
                throw LxdFailure.Internal("Create custom volume from backup: Storage volume names may not contain slashes");
            if (!pool.Volumes.TryAdd(key, volume))
                throw LxdFailure.Internal($"Create custom volume from backup: {VolumeCreateApi.UniqueConstraint(volume)}");
            operation.TellEntity($"{volume.Url}{volume.ProjectQuery}");
            Address.Tell(call, "storage-volume-created", volume, context: ("type", key.Type));
        });
    }
}
