using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>New volumes: empty ones and copies.</summary>
internal static class VolumeCreateApi
{
    /// <summary>The API extension that lets say which member has the source.</summary>
    public const string FromMember = "cluster_internal_custom_volume_copy";

    private const string UnknownContent = "Invalid volume content type name";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("POST", "/1.0/storage-pools/{poolName}/volumes", call => Create(call, null)),
        Route.For("POST", "/1.0/storage-pools/{poolName}/volumes/{type}", call => Create(call, call["type"])),
    ];

    private static Reply Create(Call call, string? type)
    {
        // The two paths are served by two pieces of LXD, which look at things in another order.
        var isTyped = type is not null;
        if (isTyped)
            call.Server.Projects.OfVolumes(call.Project);
        call.GoToTarget();
        var order = new VolumeOrder(call.Body(call.Server.Profile.Has(FromMember) ? Shapes.PlacedStorageVolumesPost : Shapes.StorageVolumesPost));
        var name = VolumeName.Required(order.Name);
        type ??= order.Type is { Length: > 0 } sent ? sent : throw LxdFailure.BadRequest("You must provide a storage volume type of the storage volume");
        var isContentKnown = order.ContentType is VolumeContent.Filesystem or VolumeContent.Block || (order.ContentType == VolumeContent.Iso && call.Server.Profile.Has("custom_volume_iso"));
        if (!isContentKnown && isTyped)
            throw LxdFailure.BadRequest(UnknownContent);
        if (type != VolumeType.Custom)
            throw LxdFailure.BadRequest($"Currently not allowed to create storage volumes of type \"{type}\"");
        var key = Address.Key(call, type, name);
        var pool = call.Server.Pool(call["poolName"]);
        RequireVolumes(pool);
        order.Place(pool, key);
        // The other path does not look at limits.
        if (isTyped)
            new ProjectLimits(call.Server, call.Server.Projects.WithVolumes(call.Project)).RequireRoomFor(name, order.Config ?? new Dictionary<string, string>());
        if (pool.Volumes.ContainsKey(order.Key) && !(order.IsRefresh && isTyped))
            throw NameTaken;
        if (order.SourceType is not ("" or "copy" or "migration"))
            throw LxdFailure.BadRequest($"Unknown source type \"{order.SourceType}\"");
        if (!isContentKnown && order.SourceType != "migration")
            throw LxdFailure.Internal(UnknownContent);
        RefuseOtherMember(call, order.SourceMember);
        return order.SourceType switch
        {
            "" => CreateEmpty(call, order),
            "copy" when order.SourceName.Length == 0 && !pool.Volumes.ContainsKey(order.Key) => CreateEmpty(call, order),
            "copy" => Change.Start(call, "Copying storage volume", null, _ => Copy(call, order)),
            "migration" when order is { Mode: "pull", Peer: { } peer } => MigrationApi.Fetch(call, order, peer),
            "migration" when order.Mode == "push" => MigrationApi.Expect(call, order),
            _ => throw new LxdFailure(501, $"Mode '{order.Mode}' not implemented"),
        };
    }

    public static void RequireVolumes(Pool pool)
    {
        if (!pool.IsLocal)
            throw LxdFailure.NotEmulated($"volumes on a pool of the driver {pool.Driver}");
    }

    /// <summary>LXD 5.0 does not look at the member that a source is on.</summary>
    public static void RefuseOtherMember(Call call, string source)
    {
        if (call.Server.Members.IsClustered && source.Length > 0 && source != call.Member && call.Server.Profile.Has(FromMember))
            throw LxdFailure.NotEmulated("copies and moves from one member to another");
    }

    public static LxdFailure NameTaken => LxdFailure.Conflict("Volume by that name already exists");

    private static Reply CreateEmpty(Call call, VolumeOrder order)
    {
        if (order.ContentType == VolumeContent.Iso)
            throw LxdFailure.NotEmulated("an ISO volume without an image");
        return Change.Make(call, VolumesApi.Asynchronous, "Creating storage volume", Reply.Done, () =>
        {
            VolumePlace.RequireCreated(order.Pool);
            var volume = new Volume(order.Pool, order.Key, order.ContentType) { CreatedAt = call.Server.Clock.GetUtcNow(), Description = order.Description };
            volume.Config = volume.WithDefaults(ConfigMap.Sent(order.Config));
            Check(call, volume, volume.Key.StorageName);
            VolumePlace.RefuseLeft(call, volume.Pool, volume.Key);
            Put(call, volume, volume.Key.StorageName);
            Address.Tell(call, "storage-volume-created", volume, context: ("type", volume.Key.Type));
        });
    }

    private static void Copy(Call call, VolumeOrder order)
    {
        VolumePlace.RequireCreated(order.Pool);
        var source = order.FindSource(call.Server);
        var rules = new CopyRules(call, source, order.Pool, order.Key, order.VolumeOnly);
        if (order.Pool.Volumes.TryGetValue(order.Key, out var existing) && order.IsRefresh)
        {
            Refresh(call, existing, source, order, rules);
            Address.Tell(call, "storage-volume-created", existing, context: ("type", existing.Key.Type));
            return;
        }

        VolumePlace.RequireFolder(call, order.Pool, order.Key, source.Volume.Pool);
        var copy = new Volume(order.Pool, order.Key, source.Volume.ContentType)
        {
            CreatedAt = call.Server.Clock.GetUtcNow(),
            Description = order.Description.Length > 0 ? order.Description : source.Description,
            Config = order.Config is { } own ? ConfigOf(order, own, source.Volume) : new(source.Config, StringComparer.Ordinal),
        };
        copy.TellSizeOf(source.Volume);
        copy.Config = copy.WithDefaults(copy.Config);
        rules.RequireNew(() => Check(call, copy, copy.Key.Name));
        copy.Disk.Folder = order.Pool.Arriving(source.Folder!, source.Volume.Pool);
        copy.AddCopies(source.Snapshots(order.VolumeOnly), rules.Arriving);
        Put(call, copy, source.Volume.Key.StorageName);
        Address.Tell(call, "storage-volume-created", copy, context: ("type", copy.Key.Type));
    }

    // What comes from another pool loses what this one does not know, as in a migration.
    private static SortedDictionary<string, string> ConfigOf(VolumeOrder order, IReadOnlyDictionary<string, string> sent, Volume source) =>
        source.Pool == order.Pool ? ConfigMap.Sent(sent) : ConfigRules.KnownOfVolume(order.Pool.Profile, source.ContentType, ConfigMap.Of(sent));

    /// <summary>Snapshots that the source has not are deleted, config and description stay.</summary>
    private static void Refresh(Call call, Volume existing, CopySource source, VolumeOrder order, CopyRules rules)
    {
        if (order.Config?.GetValueOrDefault("size") is { Length: > 0 } size && ByteSize.Complaint(size) is { } fault)
            throw LxdFailure.Internal(fault);
        if (!order.VolumeOnly)
            RemoveExtra(call, existing, [.. source.Snapshots(volumeOnly: false).Select(snapshot => snapshot.Name)]);
        rules.RequireRefresh(existing);
        // An image that is copied onto itself is emptied before it is read.
        var folder = existing.IsBlock && source == new CopySource(existing) ? new DiskFolder { ImageSize = 0 } : source.Folder!;
        existing.Disk.Folder = existing.Disk.Folder! with { Files = folder.Files, ImageSize = folder.ImageSize };
        // What arrives as files is counted where the copy is given a size, whatever that was before.
        if (source.Volume.Pool != order.Pool && !source.Volume.IsBlock && ByteSize.TryParse(existing.Config.GetValueOrDefault("size", ""), out var limit))
            existing.Pool.Limit(limit);
        existing.AddCopies([.. rules.MissingIn(existing)], snapshot => existing.FolderOf(snapshot) ?? rules.Arriving(snapshot));
    }

    /// <summary>Removes the snapshots that a volume has more than its source.</summary>
    public static void RemoveExtra(Call call, Volume volume, IReadOnlyList<string> names)
    {
        foreach (var extra in volume.Snapshots.Where(snapshot => !names.Contains(snapshot.Name)).ToList())
        {
            DiskRules.RequireForRemoval(call, volume, extra);
            volume.Remove(extra);
            Address.Tell(call, "storage-volume-snapshot-deleted", volume, $"/snapshots/{GoUrl.Escape(extra.Name)}");
        }
    }

    /// <summary>Refuses what is wrong with a new volume.</summary>
    /// <param name="call">The request.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="calledName">How complaints about its config call it.</param>
    public static void Check(Call call, Volume volume, string calledName)
    {
        if (ConfigRules.CheckVolume(volume.Pool.Profile, volume.ContentType, calledName, volume.Config) is { } fault)
            throw LxdFailure.Internal(fault);
        if (ServerPaths.IsTooLong(volume.Key.StorageName))
            throw VolumePlace.Taken(call, volume.Pool, volume.Key);
    }

    /// <summary>Puts it into its pool, to what was left where it comes to, and does not tell of it yet.</summary>
    /// <param name="call">The request.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="oldName">How the volume that it comes from is called on the disk; its own name for none.</param>
    public static void Put(Call call, Volume volume, string oldName)
    {
        volume.Config = ConfigMap.Of(volume.Config);
        VolumePlace.RequireFolder(call, volume.Pool, volume.Key);
        volume.Resize(volume.Config, isNew: true);
        if (!volume.Pool.Volumes.TryAdd(volume.Key, volume))
            throw LxdFailure.Internal(UniqueConstraint(volume));
        volume.Settle(oldName);
    }

    public static string UniqueConstraint(Volume volume) =>
        NotInserted(volume.Pool, volume.Key, "UNIQUE constraint failed: storage_volumes.storage_pool_id, storage_volumes.node_id, storage_volumes.project_id, storage_volumes.name, storage_volumes.type");

    public static string NotInserted(Pool pool, VolumeKey key, string why) =>
        $"Error inserting volume {GoString.Quote(key.Name)} for project \"{key.Project}\" in pool \"{pool.Name}\" of type \"{key.Type}\" into database \"{why}\"";
}
