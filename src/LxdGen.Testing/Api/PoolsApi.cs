using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Api;

/// <summary>Storage pools.</summary>
internal static class PoolsApi
{
    public const string Asynchronous = "storage_and_network_operations";
    private const string One = "/1.0/storage-pools/{poolName}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/storage-pools", List),
        Route.For("GET", One, Get),
        Route.For("PUT", One, call => Update(call, isPatch: false)),
        Route.For("PATCH", One, call => Update(call, isPatch: true)),
        Route.For("DELETE", One, Delete),
        Route.For("GET", $"{One}/resources", GetResources),
    ];

    /// <summary>What another member has refused.</summary>
    public static LxdFailure Peer(Call call, string member, string message) => LxdFailure.Internal($"failed to notify peer {call.Server.Members.AddressOf(member)}: {message}");

    public static void Tell(Call call, string action, string name) => call.Server.Events.Send(action, UrlOf(name), Projects.Default, call.Requestor);

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        if (call.IsRecursive)
            writer.WriteList(call.Server.Pools.Values, (_, pool) => pool.Write(writer, target: null, call.Requestor));
        else
            writer.WriteList(call.Server.Pools.Keys.Select(name => $"/1.0/storage-pools/{name}"));
    });

    // Servers up to 5.0 send no ETag of a pool.
    private static Reply Get(Call call)
    {
        call.GoToTarget();
        var pool = call.Server.Pool(call["poolName"]);
        return Reply.Value(writer => pool.Write(writer, call.TargetKey, call.Requestor), call.Server.Profile == LxdProfile.Lxd50 ? null : pool.ETagFor(call.TargetKey));
    }

    private static Reply GetResources(Call call)
    {
        call.GoToTarget();
        if (!call.Server.Pools.TryGetValue(call["poolName"], out var pool))
            throw LxdFailure.Internal("Storage pool not found");
        if (!pool.IsLocal)
            throw LxdFailure.NotEmulated("the resources of a Ceph");
        if (!pool.HasStorageOn(call.Member))
            throw LxdFailure.Internal("no such file or directory");
        return Reply.Value(writer => pool.WriteResources(writer, call.Member));
    }

    // LXD merges the config of a PATCH, and empties the description where it is not sent.
    private static Reply Update(Call call, bool isPatch)
    {
        call.GoToTarget();
        var pool = call.Server.Pool(call["poolName"]);
        if (call.TargetKey is null && pool.Status != PoolStatus.Created)
            throw LxdFailure.BadRequest("Cannot update storage pool global config when not in created state");
        ETag.Check(call, pool.ETagFor(call.TargetKey));
        var body = call.Body(Shapes.StoragePoolPut);
        var sent = body.Map("config");
        var description = body.Text("description") ?? "";
        if (call.Server.Members.IsClustered)
            RefuseMisplaced(call, pool, sent ?? new Dictionary<string, string>());
        var old = pool.ConfigFor(call.TargetKey);
        var config = isPatch ? ConfigMap.Merge(old, sent) : ConfigMap.Sent(sent);
        return Change.Make(call, Asynchronous, "Updating storage pool", Reply.Done, () =>
        {
            if (ConfigRules.CheckPool(pool.Profile, pool.Driver, config) is { } fault)
                throw LxdFailure.BadRequest(fault);
            config = ConfigMap.Of(config);
            if (config.GetValueOrDefault("source") != old.GetValueOrDefault("source") && pool.Parts.GetValueOrDefault(call.Member) is not { IsCreated: false })
                throw LxdFailure.Internal("Pool source cannot be changed when not in pending state");
            pool.Description = description;
            pool.SetConfigFor(call.TargetKey, config);
            TellUpdated(call, pool.Name);
        });
    }

    /// <summary>Who names no member may name no key of one, and who does may change nothing else.</summary>
    private static void RefuseMisplaced(Call call, Pool pool, IReadOnlyDictionary<string, string> sent)
    {
        var old = pool.ConfigFor(call.TargetKey);
        foreach (var (key, value) in sent)
        {
            var isOfMember = ConfigRules.IsOfMember(pool.Profile, key);
            if (isOfMember && call.TargetKey is null)
                throw LxdFailure.BadRequest($"Config key \"{key}\" is cluster member specific");
            if (!isOfMember && call.TargetKey is not null && value != old.GetValueOrDefault(key, ""))
                throw LxdFailure.BadRequest($"Config key \"{key}\" may not be used as cluster member specific key");
        }
    }

    /// <summary>LXD does not look at target here, and finds volumes of other members only when its own part of the pool is gone.</summary>
    private static Reply Delete(Call call)
    {
        var pool = call.Server.Pool(call["poolName"]);
        if (pool.IsInUse(call.Member))
            throw LxdFailure.BadRequest("The storage pool is currently in use");
        return Change.Make(call, Asynchronous, "Deleting storage pool", Reply.Done, () =>
        {
            foreach (var (member, part) in pool.Parts.Where(part => !pool.IsInUse(part.Key)))
                RemoveStorage(call, pool, member, part);
            if (pool.Volumes.Values.FirstOrDefault() is { Key: var key })
                throw Peer(call, key.Member, $"Volume \"{key.Name}\" of type \"{key.Type}\" in project \"{key.Project}\" still exists in storage pool \"{pool.Name}\"");
            call.Server.Pools.Remove(pool.Name);
            Tell(call, "storage-pool-deleted", pool.Name);
        });
    }

    // On btrfs, files in snapshots that were left cannot be removed.
    private static void RemoveStorage(Call call, Pool pool, string member, PoolPart part)
    {
        if (pool.Driver == PoolDriver.Btrfs && FileOfSnapshot(pool, member) is { } file)
        {
            part.RemoveFolders();
            foreach (var (_, left) in pool.Left.Where(left => left.Key.Member == member))
                left.Folder = null;
            var path = ServerPaths.Pool(call.Server, pool.Name);
            var failure = LxdFailure.Internal($"Failed removing mount path \"{path}\": Failed removing \"{path}/custom-snapshots\": unlinkat {path}/custom-snapshots/{file}: read-only file system");
            throw member == call.Member ? failure : Peer(call, member, failure.Message);
        }

        part.RemoveStorage();
    }

    private static string? FileOfSnapshot(Pool pool, string member) => pool.Left.Where(left => left.Key.Member == member)
        .SelectMany(left => left.Value.Snapshots.Where(snapshot => !snapshot.Value.IsPlain).SelectMany(snapshot => snapshot.Value.FileNames.Select(file => $"{left.Key.Name}/{snapshot.Key}/{file}")))
        .FirstOrDefault();

    /// <summary>What is changed for the whole pool, the members change after each other, and each tells it.</summary>
    private static void TellUpdated(Call call, string name)
    {
        const string action = "storage-pool-updated";
        if (call.TargetKey is null)
        {
            foreach (var peer in call.Server.Members.Keys.Where(member => member != call.Member))
                call.Server.Events.Send(action, UrlOf(name), Projects.Default, Requestor.Member, location: peer);
        }

        call.Server.Events.Send(action, UrlOf(name), Projects.Default, call.Requestor, call.Target is { } target ? ("target", target) : null, call.Member);
    }

    private static string UrlOf(string name) => $"/1.0/storage-pools/{GoUrl.Escape(name)}";
}
