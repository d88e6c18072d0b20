using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>The cluster, as the first of its members tells.</summary>
internal static class ClusterApi
{
    private const string One = "/1.0/cluster";
    private const string GroupPrefix = "@";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", One, call => Hashed(writer => Write(writer, call.Server))),
        Route.For("PUT", One, Change),
    ];

    private static Reply Hashed(Action<Utf8JsonWriter> metadata) => Reply.Value(metadata, ETag.OfJson(metadata));

    private static Reply Change(Call call)
    {
        var body = call.Body(Shapes.ClusterPut);
        var name = body.Text("server_name") ?? "";
        var isEnabled = body.Flag("enabled");
        if (isEnabled && name.Length == 0)
            throw LxdFailure.BadRequest("ServerName is required when enabling clustering");
        if (!isEnabled && name.Length > 0)
            throw LxdFailure.BadRequest("ServerName must be empty when disabling clustering");
        if (name.StartsWith(GroupPrefix, StringComparison.Ordinal))
            throw LxdFailure.BadRequest($"ServerName may not start with \"{GroupPrefix}\"");
        if (isEnabled)
            throw WhyNot(call, body);
        call.Server.LeaveCluster();
        return Reply.Done;
    }

    /// <summary>Why it neither founds a cluster nor joins one.</summary>
    private static LxdFailure WhyNot(Call call, Body body)
    {
        if (body.Text("cluster_address") is not { Length: > 0 })
            return LxdFailure.NotEmulated("a server that makes itself the first of a cluster");
        if (body.Text("cluster_certificate") is not { Length: > 0 })
            return LxdFailure.BadRequest("No target cluster member certificate provided");
        if (call.Server.Members.IsClustered)
            return LxdFailure.BadRequest("This server is already clustered");
        return body.Text("server_address") is not { Length: > 0 } ? LxdFailure.BadRequest("No server address provided for this member") : LxdFailure.NotEmulated("a server that joins a cluster");
    }

    private static void Write(Utf8JsonWriter writer, ServerState server)
    {
        writer.WriteStartObject();
        writer.WriteString("server_name", server.Members.IsClustered ? server.Members.Self : "");
        writer.WriteBoolean("enabled", server.Members.IsClustered);
        writer.WritePropertyName("member_config");
        writer.WriteList(server.Pools.Values.SelectMany(pool => OwnKeys(pool, server.Members.Self).Select(key => (pool.Name, key))), WriteQuestion);
        writer.WriteEndObject();
    }

    private static IEnumerable<string> OwnKeys(Pool pool, string self) =>
        pool.Parts.GetValueOrDefault(self)?.Config.Keys.Where(key => !key.StartsWith("volatile.", StringComparison.Ordinal)) ?? [];

    /// <summary>What a server that joins is asked for.</summary>
    private static void WriteQuestion(Utf8JsonWriter writer, (string Pool, string Key) question)
    {
        writer.WriteStartObject();
        writer.WriteString("entity", "storage-pool");
        writer.WriteString("name", question.Pool);
        writer.WriteString("key", question.Key);
        writer.WriteString("value", "");
        writer.WriteString("description", $"\"{question.Key}\" property for storage pool \"{question.Pool}\"");
        writer.WriteEndObject();
    }
}
