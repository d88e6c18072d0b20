using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Api;

/// <summary>What the server says of itself.</summary>
internal static class ServerApi
{
    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0", Get).Public(),
        Route.Waiting("PUT", "/1.0", ConfigureAsync),
        Route.Waiting("PATCH", "/1.0", ConfigureAsync),
    ];

    private static Reply Get(Call call)
    {
        if (call.Requestor.IsTrusted)
            call.GoToTarget();
        return Reply.Value(writer => Write(writer, call), call.Requestor.IsTrusted ? TagOf(call) : null);
    }

    private static void Write(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject();
        if (call.Requestor.IsTrusted)
        {
            writer.WritePropertyName("config");
            WriteConfig(writer, call);
        }

        writer.WriteList("api_extensions", call.Server.Profile.Extensions);
        writer.WriteString("api_status", "stable");
        writer.WriteString("api_version", "1.0");
        writer.WriteString("auth", call.Requestor.IsTrusted ? "trusted" : "untrusted");
        writer.WriteBoolean("public", false);
        writer.WriteList("auth_methods", OtherServers.LetIn(key => call.Server.Config.Get(call.Member, key)) ? ["tls", "candid"] : ["tls"]);
        if (call.Requestor.IsTrusted)
            WriteEnvironment(writer, call);
        writer.WriteEndObject();
    }

    private static string TagOf(Call call) => ETag.OfJson(writer => WriteConfig(writer, call));

    private static void WriteConfig(Utf8JsonWriter writer, Call call)
    {
        if (call.Requestor.IsAdmin)
            call.Server.Config.Write(writer, call.Member);
        else
            writer.WriteNullValue();
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject("environment");
        writer.WriteList("addresses", call.Server.HttpsAddressesOf(call.Member));
        writer.WriteList("architectures", ["x86_64", "i686"]);
        writer.WriteString("certificate", $"{call.Server.Certificate.ExportCertificatePem()}\n");
        writer.WriteString("certificate_fingerprint", ServerCertificate.FingerprintOf(call.Server.Certificate));
        writer.WriteString("driver", "lxc");
        writer.WriteString("driver_version", "5.0.2");
        writer.WriteString("kernel", "Linux");
        writer.WriteString("kernel_architecture", "x86_64");
        writer.WriteString("os_name", "LxdGen.Testing");
        writer.WriteString("os_version", "emulator");
        writer.WriteString("project", call.Project);
        writer.WriteString("server", "lxd");
        writer.WriteBoolean("server_clustered", call.Server.Members.IsClustered);
        writer.WriteString("server_event_mode", "full-mesh");
        writer.WriteString("server_name", call.Server.Members.IsClustered ? call.Member : "emulator");
        writer.WriteNumber("server_pid", Environment.ProcessId);
        writer.WriteString("server_version", call.Server.Profile.Version);
        writer.WriteString("storage", "dir");
        writer.WriteString("storage_version", "1");
        writer.WritePropertyName("storage_supported_drivers");
        writer.WriteList([("btrfs", "6.2"), ("dir", "1")], (_, driver) =>
        {
            writer.WriteStartObject();
            writer.WriteString("Name", driver.Item1);
            writer.WriteString("Version", driver.Item2);
            writer.WriteBoolean("Remote", false);
            writer.WriteEndObject();
        });
        writer.WriteEndObject();
    }

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
        ETag.Check(call, TagOf(call));
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
