using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Storage pools.</summary>
internal static class PoolsApi
{
    private const string One = "/1.0/storage-pools/{poolName}";
    private const string Asynchronous = "storage_and_network_operations";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/storage-pools", List),
        Route.For("POST", "/1.0/storage-pools", Create),
        Route.For("GET", One, Get),
        Route.For("PUT", One, Put),
        Route.For("PATCH", One, Patch),
        Route.For("DELETE", One, Delete),
        Route.For("GET", $"{One}/resources", GetResources),
    ];

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        if (call.IsRecursive)
            writer.WriteList(call.Server.Pools.Values, (_, pool) => pool.Write(writer));
        else
            writer.WriteList(call.Server.Pools.Keys.Select(name => $"/1.0/storage-pools/{name}"));
    });

    // Servers up to 5.0 send no ETag of a pool.
    private static Reply Get(Call call)
    {
        Member.Require(call);
        var pool = call.Server.Pool(call["poolName"]);
        return Reply.Value(pool.Write, call.Server.Profile == LxdProfile.Lxd50 ? null : pool.ETag);
    }

    private static Reply GetResources(Call call)
    {
        Member.Require(call);
        if (!call.Server.Pools.TryGetValue(call["poolName"], out var pool))
            throw LxdFailure.Internal("Storage pool not found");
        return pool.IsLocal ? Reply.Value(pool.WriteResources) : throw LxdFailure.NotEmulated("the resources of a Ceph");
    }

    private static Reply Create(Call call)
    {
        var body = call.Body(Shapes.StoragePoolsPost);
        var name = body.Text("name") ?? "";
        var driver = body.Text("driver") ?? "";
        var config = ConfigMap.Sent(body.Map("config"));
        var description = body.Text("description") ?? "";
        Require(name, driver);
        if (call.Server.Pools.ContainsKey(name))
            throw LxdFailure.Conflict("The storage pool already exists: The record already exists");
        return Change.Make(call, Asynchronous, "Creating storage pool", Reply.Created($"/1.0/storage-pools/{GoUrl.EscapeTwice(name)}"), () =>
        {
            CheckNew(call.Server, name, driver, config);
            config = ConfigMap.Of(config);
            if (driver != Pool.CephObject)
                config.TryAdd("source", SourceOf(call.Server, name, driver));
            call.Server.Pools.Add(name, new Pool(name, driver, call.Server.Profile) { Description = description, Config = config });
            Tell(call, "storage-pool-created", name);
        });
    }

    /// <summary>Where the server puts a pool that was given no place.</summary>
    public static string SourceOf(ServerState server, string name, string driver) =>
        driver == "btrfs" ? $"{server.Directory}/disks/{name}.img" : $"{server.Directory}/storage-pools/{name}";

    private static Reply Put(Call call)
    {
        Member.Require(call);
        var pool = call.Server.Pool(call["poolName"]);
        ETag.Check(call, pool.ETag);
        var body = call.Body(Shapes.StoragePoolPut);
        return Update(call, pool, body, ConfigMap.Sent(body.Map("config")));
    }

    // LXD merges the config, and empties the description where it is not sent.
    private static Reply Patch(Call call)
    {
        Member.Require(call);
        var pool = call.Server.Pool(call["poolName"]);
        ETag.Check(call, pool.ETag);
        var body = call.Body(Shapes.StoragePoolPut);
        return Update(call, pool, body, ConfigMap.Merge(pool.Config, body.Map("config")));
    }

    private static Reply Update(Call call, Pool pool, Body body, SortedDictionary<string, string> config)
    {
        var description = body.Text("description") ?? "";
        return Change.Make(call, Asynchronous, "Updating storage pool", Reply.Done, () =>
        {
            if (ConfigRules.CheckPool(pool.Profile, pool.Driver, config) is { } fault)
                throw LxdFailure.BadRequest(fault);
            config = ConfigMap.Of(config);
            if (config.GetValueOrDefault("source") != pool.Config.GetValueOrDefault("source"))
                throw LxdFailure.Internal("Pool source cannot be changed when not in pending state");
            (pool.Description, pool.Config) = (description, config);
            Tell(call, "storage-pool-updated", pool.Name);
        });
    }

    private static Reply Delete(Call call)
    {
        var pool = call.Server.Pool(call["poolName"]);
        if (pool.IsInUse)
            throw LxdFailure.BadRequest("The storage pool is currently in use");
        return Change.Make(call, Asynchronous, "Deleting storage pool", Reply.Done, () =>
        {
            call.Server.Pools.Remove(pool.Name);
            Tell(call, "storage-pool-deleted", pool.Name);
        });
    }

    public static void Require(string name, string driver)
    {
        if (name.Length == 0)
            throw LxdFailure.BadRequest("No name provided");
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Storage pool names may not contain slashes");
        if (driver.Length == 0)
            throw LxdFailure.BadRequest("No driver provided");
    }

    public static void CheckNew(ServerState server, string name, string driver, SortedDictionary<string, string> config)
    {
        if (driver is not ("dir" or "btrfs" or Pool.CephObject) || (driver == Pool.CephObject && !server.Profile.Has(BucketPlace.Extension)))
            throw LxdFailure.Internal("Unknown driver");
        if (name.Any(char.IsWhiteSpace))
            throw LxdFailure.Internal("Storage name cannot contain white space");
        if (ConfigRules.CheckPool(server.Profile, driver, config) is { } fault)
            throw LxdFailure.Internal(fault);
        if (name is "." or "..")
            throw LxdFailure.Internal($"Storage pool directory \"{server.Directory}{(name == "." ? "/storage-pools" : "")}\" already exists");
        if (ServerPaths.IsTooLong(name))
            throw LxdFailure.Internal($"Failed to create storage pool directory \"{ServerPaths.Pool(server, name)}\": mkdir {ServerPaths.Pool(server, name)}: file name too long");
        if (driver == Pool.CephObject && !config.ContainsKey("cephobject.radosgw.endpoint"))
            throw LxdFailure.NotEmulated("the words in which a cephobject pool without cephobject.radosgw.endpoint is refused");
        if (config.TryGetValue("source", out var source) && driver == "dir" && !Directory.Exists(source))
            throw LxdFailure.Internal($"Source path '{source}' doesn't exist");
    }

    private static void Tell(Call call, string action, string name) =>
        call.Server.Events.Send(action, $"/1.0/storage-pools/{GoUrl.Escape(name)}", Projects.Default, call.Requestor);
}
