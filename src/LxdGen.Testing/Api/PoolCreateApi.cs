using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>New pools. On a cluster they are announced member by member, with what is to be otherwise there, and then made on all.</summary>
internal static class PoolCreateApi
{
    public static IEnumerable<Route> Routes => [Route.For("POST", "/1.0/storage-pools", Create)];

    /// <summary>Where the server puts a pool that was given no place.</summary>
    public static string SourceOf(ServerState server, string name, string driver) =>
        driver == PoolDriver.Btrfs ? $"{server.Directory}/disks/{name}.img" : ServerPaths.Pool(server, name);

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
        if (Fault(server, name, driver, config) is { } fault)
            throw LxdFailure.Internal(fault);
        if (name is "." or "..")
            throw LxdFailure.Internal($"Storage pool directory \"{server.Directory}{(name == "." ? "/storage-pools" : "")}\" already exists");
        if (ServerPaths.IsTooLong(name))
            throw LxdFailure.Internal($"Failed to create storage pool directory {GoString.Quote(ServerPaths.Pool(server, name))}: mkdir {ServerPaths.Pool(server, name)}: file name too long");
        if (driver == PoolDriver.CephObject && !config.ContainsKey("cephobject.radosgw.endpoint"))
            throw LxdFailure.NotEmulated("the words in which a cephobject pool without cephobject.radosgw.endpoint is refused");
        if (driver == PoolDriver.Btrfs && !config.ContainsKey("source") && PoolDriver.ComplaintOfSize(name, SourceOf(server, name, driver), config.GetValueOrDefault("size")) is { } tooSmall)
            throw LxdFailure.Internal(tooSmall);
        if (config.TryGetValue("source", out var source) && source.Length > 0 && driver == PoolDriver.Dir && source != SourceOf(server, name, driver) && !Directory.Exists(source))
            throw LxdFailure.Internal($"Source path '{source}' doesn't exist");
    }

    private static Reply Create(Call call)
    {
        var order = new PoolOrder(call.Body(Shapes.StoragePoolsPost));
        Require(order.Name, order.Driver);
        if (call.Server.Members.IsClustered && order.Driver == PoolDriver.CephObject)
            throw LxdFailure.NotEmulated("a cephobject pool in a cluster");
        var pool = call.Server.Pools.GetValueOrDefault(order.Name);
        if (call.Target is { } target)
            return Announce(call, order, pool, target);
        return call.Server.Members.All.Count == 1 && pool is not { Status: PoolStatus.Pending } ? CreateAtOnce(call, order, pool) : CreateOnMembers(call, order, pool);
    }

    private static Reply CreateAtOnce(Call call, PoolOrder order, Pool? existing)
    {
        if (existing is not null)
            throw NameTaken;
        return Change.Make(call, PoolsApi.Asynchronous, "Creating storage pool", order.Created, () =>
        {
            // Others may have been faster.
            if (call.Server.Pools.ContainsKey(order.Name))
                throw NameTaken;
            CheckNew(call.Server, order.Name, order.Driver, ConfigMap.Sent(order.Sent));
            var pool = new Pool(order.Name, order.Driver, call.Server.Profile, call.Server.Members) { Description = order.Description, Status = PoolStatus.Created };
            pool.Parts.Add(call.Member, new PoolPart());
            pool.SetConfigFor(call.Member, order.Config);
            CreatePart(call.Server, pool, call.Member);
            call.Server.Pools.Add(order.Name, pool);
            PoolsApi.Tell(call, "storage-pool-created", order.Name);
        });
    }

    private static LxdFailure NameTaken => LxdFailure.Conflict("The storage pool already exists: The record already exists");

    /// <summary>Makes the pool known on a member, where it is pending from then on.</summary>
    private static Reply Announce(Call call, PoolOrder order, Pool? pool, string member)
    {
        if (order.Sent.Keys.FirstOrDefault(key => !ConfigRules.IsOfMember(call.Server.Profile, key)) is { } shared)
            throw LxdFailure.Internal($"Config key \"{shared}\" may not be used as member-specific key");
        if (Fault(call.Server, order.Name, order.Driver, ConfigMap.Sent(order.Sent)) is { } fault)
            throw LxdFailure.BadRequest(fault);
        if (pool is not null && pool.Driver != order.Driver)
            throw LxdFailure.Internal("Storage pool already exists with a different driver");
        if (pool is { Status: not PoolStatus.Pending })
            throw LxdFailure.Internal("Storage pool is not in pending state");
        var key = call.Server.Members.Known(member);
        if (pool?.Parts.ContainsKey(key) == true)
            throw LxdFailure.BadRequest($"The storage pool already defined on member \"{member}\"");
        pool ??= new Pool(order.Name, order.Driver, call.Server.Profile, call.Server.Members);
        pool.Announce(key, order.Config);
        call.Server.Pools.TryAdd(order.Name, pool);
        return order.Created;
    }

    private static Reply CreateOnMembers(Call call, PoolOrder order, Pool? pool)
    {
        if (order.Sent.Keys.FirstOrDefault(key => ConfigRules.IsOfMember(call.Server.Profile, key)) is { } own)
            throw LxdFailure.Internal($"Config key \"{own}\" is cluster member specific");
        if (pool is null)
            throw LxdFailure.Internal("Pool not pending on any node (use --target <node> first)");
        if (pool.Status == PoolStatus.Created)
            throw LxdFailure.Internal("The storage pool is already created");
        if (pool.Driver != order.Driver)
            throw LxdFailure.Internal($"Requested storage pool driver \"{order.Driver}\" doesn't match driver in existing database record \"{pool.Driver}\"");
        if (pool.Status == PoolStatus.Errored && order.Sent.Count > 0)
            throw LxdFailure.Internal("Storage pool already partially created. Please do not specify any global config when re-running create");
        if (call.Server.Members.All.Where(member => !pool.Parts.ContainsKey(member.Key)).Select(member => member.Name).ToList() is { Count: > 0 } missing)
            throw LxdFailure.Internal($"Pool not defined on nodes: {string.Join(", ", missing)}");
        return Change.Make(call, PoolsApi.Asynchronous, "Creating storage pool", order.Created, () =>
        {
            // What was sent stays with the pool, and has to be taken away, even where it is what was wrong.
            if (pool.Status == PoolStatus.Pending)
                pool.SetConfigFor(null, order.Config);
            pool.Status = PoolStatus.Errored;
            // Who tries again cannot describe it again, once this member has made it.
            if (!pool.Parts[call.Member].IsCreated)
            {
                CreatePart(call.Server, pool, call.Member);
                pool.Description = order.Description;
            }

            CreateOnPeers(call, pool);
            pool.Status = PoolStatus.Created;
            PoolsApi.Tell(call, "storage-pool-created", order.Name);
        });
    }

    /// <summary>One that refuses does not keep the others from making it.</summary>
    private static void CreateOnPeers(Call call, Pool pool)
    {
        LxdFailure? first = null;
        foreach (var peer in call.Server.Members.Keys.Where(name => name != call.Member))
        {
            try
            {
                CreatePart(call.Server, pool, peer);
            }
            catch (LxdFailure failure)
            {
                first ??= PoolsApi.Peer(call, peer, failure.Message);
            }
        }

        if (first is not null)
            throw first;
    }

    private static void CreatePart(ServerState server, Pool pool, string member)
    {
        if (pool.Parts[member].IsCreated)
            return;
        var config = pool.ConfigFor(member);
        CheckNew(server, pool.Name, pool.Driver, config);
        pool.Parts[member].Create(config.ContainsKey("source") || !pool.IsLocal ? [] : PoolDriver.Defaults(pool.Driver, SourceOf(server, pool.Name, pool.Driver)));
    }

    private static string? Fault(ServerState server, string name, string driver, SortedDictionary<string, string> config)
    {
        if (PoolDriver.Complaint(server.Profile, driver) is { } fault)
            return fault;
        return name.Any(char.IsWhiteSpace) ? "Storage name cannot contain white space" : ConfigRules.CheckPool(server.Profile, driver, config);
    }
}
