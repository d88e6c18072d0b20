using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>What the server says of itself.</summary>
internal static class ServerApi
{
    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0", Get),
        Route.For("PUT", "/1.0", Configure),
        Route.For("PATCH", "/1.0", Configure),
        Route.For("GET", "/1.0/cluster/members", _ => throw LxdFailure.Internal("Server is not clustered")),
        Route.For("GET", "/1.0/cluster", GetCluster),
        Route.For("GET", "/1.0/certificates", _ => Reply.Value(writer => writer.WriteList([]))),
    ];

    private static Reply Get(Call call) => Reply.Value(writer =>
    {
        writer.WriteStartObject();
        writer.WriteMap("config", []);
        writer.WriteList("api_extensions", call.Server.Profile.Extensions);
        writer.WriteString("api_status", "stable");
        writer.WriteString("api_version", "1.0");
        writer.WriteString("auth", "trusted");
        writer.WriteBoolean("public", false);
        writer.WriteList("auth_methods", ["tls"]);
        writer.WriteStartObject("environment");
        writer.WriteList("addresses", []);
        writer.WriteList("architectures", ["x86_64", "i686"]);
        writer.WriteString("certificate", "");
        writer.WriteString("certificate_fingerprint", "");
        writer.WriteString("driver", "lxc");
        writer.WriteString("driver_version", "5.0.2");
        writer.WriteString("kernel", "Linux");
        writer.WriteString("kernel_architecture", "x86_64");
        writer.WriteString("os_name", "LxdGen.Testing");
        writer.WriteString("os_version", "emulator");
        writer.WriteString("project", call.Project);
        writer.WriteString("server", "lxd");
        writer.WriteBoolean("server_clustered", false);
        writer.WriteString("server_event_mode", "full-mesh");
        writer.WriteString("server_name", "emulator");
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
        writer.WriteEndObject();
    });

    private static Reply Configure(Call call)
    {
        call.Body(Shapes.ServerPut);
        throw LxdFailure.NotEmulated("the server's own config");
    }

    private static Reply GetCluster(Call call) => Reply.Value(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("server_name", "");
        writer.WriteBoolean("enabled", false);
        writer.WriteList("member_config", []);
        writer.WriteEndObject();
    });
}
