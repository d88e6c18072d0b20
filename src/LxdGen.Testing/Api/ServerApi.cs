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
        writer.WriteList("auth_methods", ["tls"]);
        if (call.Requestor.IsTrusted)
            WriteEnvironment(writer, call);
        writer.WriteEndObject();
    }

    private static string TagOf(Call call) => ETag.OfJson(writer => WriteConfig(writer, call));

    private static void WriteConfig(Utf8JsonWriter writer, Call call)
    {
        if (call.Requestor.IsAdmin)
            call.Server.Config.Write(writer, MemberAddress(call));
        else
            writer.WriteNullValue();
    }

    private static string? MemberAddress(Call call) => call.Server.Members.IsClustered ? call.Server.Members.AddressOf(call.Member) : null;

    private static void WriteEnvironment(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject("environment");
        writer.WriteList("addresses", MemberAddress(call) is { } address ? [address] : call.Server.HttpsAddresses);
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
        string? moved;
        lock (call.Server.Gate)
            moved = Configure(call);
        if (moved is not null)
            await call.Server.Https.MoveAsync(moved).ConfigureAwait(false);
        lock (call.Server.Gate)
            call.Server.Events.Send("config-updated", "/1.0", Projects.Default, call.Requestor);
        return Reply.Done;
    }

    /// <summary>Changes the config, and returns where to listen on HTTPS from then on; null for where it does.</summary>
    private static string? Configure(Call call)
    {
        call.GoToTarget();
        // A PUT is read before its ETag is looked at.
        var isPatch = HttpMethods.IsPatch(call.Http.Request.Method);
        var body = isPatch ? null : call.Body(Shapes.ServerPut);
        ETag.Check(call, TagOf(call));
        body ??= call.Body(Shapes.ServerPut);
        var config = call.Server.Config;
        var sent = body.AnyMap("config") ?? new Dictionary<string, GoValue>();
        RefuseBoth(sent);
        RefuseOthers(call, sent, isPatch);
        ServerVolumes.Check(call, sent);
        var volumes = ServerVolumes.Current(call);
        var changed = config.Change(sent, isPatch);
        // LXD alone has nothing there that could be told of it.
        if (changed.Contains(ServerKeys.OfflineThreshold) && !call.Server.Members.IsClustered)
            throw new LxdCrash();
        ServerVolumes.Move(call, volumes);
        return changed.Contains(ServerKeys.HttpsAddress) ? config.Get(ServerKeys.HttpsAddress) : null;
    }

    // Null is no empty text here.
    private static void RefuseBoth(IReadOnlyDictionary<string, GoValue> sent)
    {
        bool Has(string prefix) => sent.Any(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && !(pair.Value.Kind == GoValue.String && pair.Value.Text.Length == 0));
        if (Has("rbac.") && Has("candid."))
            throw LxdFailure.BadRequest("RBAC and Candid are mutually exclusive");
    }

    private static void RefuseOthers(Call call, IReadOnlyDictionary<string, GoValue> sent, bool isPatch)
    {
        if (ServerKeys.OfOthers.FirstOrDefault(key => sent.GetValueOrDefault(key)?.Text is { Length: > 0 }) is { } key)
            throw LxdFailure.NotEmulated($"the server's config {key}");
        if (MemberAddress(call) is { } own && new[] { ServerKeys.HttpsAddress, ServerKeys.ClusterAddress }.Any(address => (!isPatch || sent.ContainsKey(address)) && sent.GetValueOrDefault(address)?.Text != own))
            throw LxdFailure.NotEmulated("other addresses of a member of a cluster");
    }
}
