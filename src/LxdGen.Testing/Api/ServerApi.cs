using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.Trust;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Api;

/// <summary>What the server says of itself.</summary>
internal static class ServerApi
{
    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0", Get).Public(),
        Route.For("PUT", "/1.0", Configure),
        Route.For("PATCH", "/1.0", Configure),
    ];

    private static Reply Get(Call call)
    {
        call.GoToTarget();
        return Reply.Value(writer => Write(writer, call), call.Requestor.IsTrusted ? ETag.OfMap(ConfigOf(call)) : null);
    }

    private static void Write(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject();
        if (call.Requestor.IsTrusted)
            writer.WriteMap("config", ConfigOf(call));
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

    private static string? AddressOf(Call call) => call.Server.Members.IsClustered ? call.Server.Members.AddressOf(call.Member) : call.Server.HttpsAddress;

    private static SortedDictionary<string, string> ConfigOf(Call call)
    {
        var config = call.Server.Config.Own;
        if (AddressOf(call) is not { } address)
            return config;
        if (call.Server.Members.IsClustered)
            config["cluster.https_address"] = address;
        config["core.https_address"] = address;
        return config;
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, Call call)
    {
        writer.WriteStartObject("environment");
        writer.WriteList("addresses", AddressOf(call) is { } address ? [address] : []);
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

    private static Reply Configure(Call call)
    {
        call.GoToTarget();
        // A PUT is read before its ETag is looked at.
        var body = HttpMethods.IsPut(call.Http.Request.Method) ? call.Body(Shapes.ServerPut) : null;
        ETag.Check(call, ETag.OfMap(ConfigOf(call)));
        body ??= call.Body(Shapes.ServerPut);
        if (body.AnyMap("config") is { } config)
            call.Server.Config.Set(config);
        return Reply.Done;
    }
}
