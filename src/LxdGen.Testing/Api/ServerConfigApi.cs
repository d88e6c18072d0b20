using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Api;

/// <summary>Changes of the server's own config.</summary>
internal static class ServerConfigApi
{
    public static IEnumerable<Route> Routes =>
    [
        Route.Waiting("PUT", "/1.0", ConfigureAsync),
        Route.Waiting("PATCH", "/1.0", ConfigureAsync),
    ];

    private static async Task<Reply> ConfigureAsync(Call call)
    {
        IReadOnlyCollection<string> changed;
        lock (call.Server.Gate)
            changed = Configure(call);
        if (changed.Contains(ServerKeys.HttpsAddress) && !call.Server.Members.IsClustered)
            await call.Server.Https.MoveAsync(call.Server.HttpsAddress).ConfigureAwait(false);
        lock (call.Server.Gate)
        {
            call.Server.Others.Connect(call.Member, changed, key => call.Server.Config.Get(call.Member, key));
            call.Server.Events.Send("config-updated", "/1.0", Projects.Default, call.Requestor);
        }

        return Reply.Done;
    }

    /// <summary>Changes the config, and returns the keys that have changed.</summary>
    private static IReadOnlyCollection<string> Configure(Call call)
    {
        call.GoToTarget();
        // A PUT is read before its ETag is looked at.
        var isPatch = HttpMethods.IsPatch(call.Http.Request.Method);
        var body = isPatch ? null : call.Body(Shapes.ServerPut);
        ETag.Check(call, ServerApi.TagOf(call));
        body ??= call.Body(Shapes.ServerPut);
        var config = call.Server.Config;
        var sent = body.AnyMap("config") ?? new Dictionary<string, GoValue>();
        RefuseAddresses(call, sent, isPatch);
        ServerVolumes.Check(call, sent);
        var volumes = ServerVolumes.Current(call);
        IReadOnlyCollection<string> changed;
        try
        {
            changed = config.Change(call.Member, sent, isPatch);
        }
        finally
        {
            ServerVolumes.Mark(call);
        }

        TellPeers(call, changed);
        config.Tell(call.Member);
        // LXD alone has nothing there that could be told of it.
        if (changed.Contains(ServerKeys.OfflineThreshold) && !call.Server.Members.IsClustered)
            throw call.Crash();
        ServerVolumes.Move(call, volumes);
        return changed;
    }

    /// <summary>Refuses to take a member of a cluster to where the others do not find it.</summary>
    private static void RefuseAddresses(Call call, IReadOnlyDictionary<string, GoValue> sent, bool isPatch)
    {
        if (!call.Server.Members.IsClustered)
            return;
        var own = call.Server.Config.Get(call.Member, ServerKeys.ClusterAddress);
        if (sent.TryGetValue(ServerKeys.ClusterAddress, out var changed) && changed.Kind != GoValue.String)
            throw call.Crash();
        if ((changed is not null || !isPatch) && changed?.Text != own)
            throw LxdFailure.Internal("Changing cluster.https_address is currently not supported");
        var isMoved = sent.TryGetValue(ServerKeys.HttpsAddress, out var address) || !isPatch;
        if (isMoved && address?.Text is var text && (string.IsNullOrEmpty(text) || (ListenAddress.Complaint(text) is null && !ListenAddress.Parse(text).Covers(ListenAddress.Parse(own)))))
            throw LxdFailure.NotEmulated("a member of a cluster that the others do not reach");
    }

    /// <summary>Has the other members of a cluster follow. One that refuses does not keep the others from it, but this one.</summary>
    private static void TellPeers(Call call, IReadOnlyCollection<string> changed)
    {
        LxdFailure? first = null;
        var shared = changed.Where(key => !ServerKeys.IsLocal(key)).ToList();
        foreach (var peer in call.Server.Members.Keys.Where(member => member != call.Member))
        {
            call.Server.Config.Tell(peer);
            if (WhyNot(call, peer, shared) is { } words)
                first ??= PoolsApi.Peer(call, peer, words);
        }

        if (first is not null)
            throw first;
    }

    private static string? WhyNot(Call call, string peer, IReadOnlyCollection<string> changed)
    {
        if (OtherServers.BreakPeers(changed))
            return $"Put \"https://{call.Server.Members.AddressOf(peer)}/1.0\": EOF";
        try
        {
            call.Server.Others.Connect(peer, changed, key => call.Server.Config.Get(peer, key));
            return null;
        }
        catch (LxdFailure failure)
        {
            return failure.Message;
        }
    }
}
