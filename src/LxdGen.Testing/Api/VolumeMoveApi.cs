using LxdGen.Testing.Http;
using LxdGen.Testing.Migration;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Gives volumes another name, pool, project or server.</summary>
internal static class VolumeMoveApi
{
    public static IEnumerable<Route> Routes => [Route.Waiting("POST", VolumesApi.One, PostAsync)];

    private static async Task<Reply> PostAsync(Call call)
    {
        Body body;
        Volume volume;
        lock (call.Server.Gate)
        {
            body = Read(call);
            if (body.Text("project") is { Length: > 0 } project && !call.Requestor.MayUse(project))
                throw LxdFailure.NotAuthorized();
            var key = Address.Key(call, call["type"], call["volumeName"]);
            if (!body.Flag("migration"))
                return Move(call, key, body);
            volume = Address.Volume(call, call.Server.Pool(call["poolName"]), key);
        }

        return await MigrateAsync(call, volume, body.Flag("volume_only"), body.Object("target")).ConfigureAwait(false);
    }

    private static Body Read(Call call)
    {
        VolumesApi.RefuseSlash(call);
        var body = call.Body(call.Server.Profile.Has(VolumeCreateApi.FromMember) ? Shapes.PlacedStorageVolumePost : Shapes.StorageVolumePost);
        VolumeName.Required(body.Text("name"));
        if (call["type"] != VolumeType.Custom)
            throw LxdFailure.BadRequest($"Renaming storage volumes of type \"{call["type"]}\" is not allowed");
        return body;
    }

    private static string SourceMember(Body body) => body.Object("source")?.Text("location") ?? "";

    private static Reply Move(Call call, VolumeKey key, Body body)
    {
        VolumeCreateApi.RefuseOtherMember(call, SourceMember(body));
        var sourcePool = call["poolName"];
        // Who names a member is told of the source last.
        if (call.Target is null)
            key = Address.Volume(call, call.Server.Pool(sourcePool), key).Key;
        var targetProject = body.Text("project") ?? "";
        var targetPool = body.Text("pool") ?? "";
        var target = call.Server.Pool(targetPool.Length > 0 ? targetPool : sourcePool);
        VolumeCreateApi.RequireVolumes(target);
        var newKey = key with { Name = VolumeName.Required(body.Text("name")), Project = targetProject.Length == 0 ? key.Project : targetProject };
        if (target.Volumes.ContainsKey(newKey))
            throw VolumeCreateApi.NameTaken;
        var volume = Address.Volume(call, call.Server.Pool(sourcePool), key);
        if (volume.IsUsedByServer)
            throw LxdFailure.Internal("Volume is used by LXD itself and cannot be renamed");
        // It is the move to another project that does not know the pool where none is named.
        if (targetPool.Length == 0 && newKey.Project != key.Project)
            throw LxdFailure.NotFound("Storage pool not found");
        return target == volume.Pool && newKey.Project == key.Project ? Rename(call, volume, newKey) : Change.Start(call, "Moving storage volume", null, _ => Move(call, volume, target, newKey));
    }

    private static Reply Rename(Call call, Volume volume, VolumeKey newKey)
    {
        var location = $"/1.0/storage-pools/{GoUrl.EscapeTwice(volume.Pool.Name)}/volumes/{newKey.Type}/{GoUrl.EscapeTwice(newKey.Name)}{Projects.QueryOf(newKey.Project)}";
        return Change.Make(call, VolumesApi.Asynchronous, "Renaming storage volume", Reply.Created(location), () =>
        {
            RequireStill(volume, volume.Pool, newKey);
            RenameBackups(call, volume, newKey);
            ServerPaths.CheckLength(newKey.StorageName, ServerPaths.Volume(call.Server, volume.Pool, volume.Key), ServerPaths.Volume(call.Server, volume.Pool, newKey));
            if (volume.Disk.Folder is not null && volume.Pool.HasLeft(newKey))
                throw ServerPaths.RenameFailed(ServerPaths.Volume(call.Server, volume.Pool, volume.Key), ServerPaths.Volume(call.Server, volume.Pool, newKey), "file exists");
            var oldName = volume.Key.Name;
            volume.Rename(newKey.Name);
            Address.Tell(call, "storage-volume-renamed", volume, context: ("old_name", oldName));
        });
    }

    /// <summary>Their files are renamed one by one, before the volume, and LXD takes those of its namesakes on other members for its own.</summary>
    private static void RenameBackups(Call call, Volume volume, VolumeKey newKey)
    {
        var all = volume.Pool.Namesakes(volume.Key).SelectMany(namesake => namesake.Backups.Select(backup => (Volume: namesake, Backup: backup)));
        foreach (var (owner, backup) in all.OrderBy(found => found.Backup.CreatedAt))
        {
            var (old, wanted) = (BackupsApi.FileOf(call, volume.Key, backup.Name), BackupsApi.FileOf(call, newKey, backup.Name));
            var failure = $"Failed renaming backup {GoString.Quote($"{owner.Key.Name}/{backup.Name}")} to {GoString.Quote($"{newKey.Name}/{backup.Name}")}: rename {old} {wanted}";
            if (owner != volume || !volume.Pool.BackupFiles.ContainsKey(BackupPlace.Of(volume.Key, backup.Name)))
                throw LxdFailure.NotFound($"{failure}: no such file or directory");
            if (ServerPaths.IsTooLong(newKey.StorageName))
                throw LxdFailure.Internal($"{failure}: file name too long");
        }
    }

    private static void Move(Call call, Volume volume, Pool target, VolumeKey newKey)
    {
        VolumePlace.RequireCreated(target);
        RequireStill(volume, target, newKey);
        new CopyRules(call, new CopySource(volume), target, newKey, volumeOnly: false).RequireNew(() =>
        {
            if (!call.Server.Projects.TryGet(newKey.Project, out _))
                throw LxdFailure.Internal(VolumeCreateApi.NotInserted(target, newKey, "NOT NULL constraint failed: storage_volumes.project_id"));
            VolumePlace.RequireFolder(call, target, newKey, volume.Pool);
        });
        var moved = volume.CopyTo(target, newKey);
        moved.Resize(moved.Config, isNew: true);
        target.Volumes.Add(newKey, moved);
        moved.Settle(volume.Key.StorageName);
        VolumesApi.Remove(call, volume);
        Address.Tell(call, "storage-volume-created", moved, context: ("type", newKey.Type));
    }

    /// <summary>Looks again when the work begins: others may have been faster.</summary>
    private static void RequireStill(Volume volume, Pool target, VolumeKey newKey)
    {
        if (!volume.IsThere)
            throw LxdFailure.NotFound("Storage volume not found");
        if (target.Volumes.ContainsKey(newKey))
            throw VolumeCreateApi.NameTaken;
    }

    // Another server is asked before this one answers, and must not hold up the others meanwhile.
    private static async Task<Reply> MigrateAsync(Call call, Volume volume, bool volumeOnly, Body? target)
    {
        MigrationLink? link = null;
        if (target is not null && new MigrationPeer(target) is var peer)
        {
            var certificate = peer.ReadCertificate();
            if (peer.HasSecrets)
                link = await peer.ConnectAsync(certificate, call.Http.RequestAborted).ConfigureAwait(false);
        }

        lock (call.Server.Gate)
        {
            if (volume.IsThere)
                return target is null ? MigrationApi.Offer(call, volume, volumeOnly) : MigrationApi.Send(call, volume, volumeOnly, link);
        }

        if (link is not null)
            await link.DisposeAsync().ConfigureAwait(false);
        throw LxdFailure.NotFound("Storage volume not found");
    }
}
