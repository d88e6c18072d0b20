using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Api;

/// <summary>What the server says of itself.</summary>
internal static class ServerApi
{
    public static IEnumerable<Route> Routes => [Route.For("GET", "/1.0", Get).Public()];

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

    /// <summary>The ETag of the config, as the member tells it that answers.</summary>
    public static string TagOf(Call call) => ETag.OfJson(writer => WriteConfig(writer, call));

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
}
