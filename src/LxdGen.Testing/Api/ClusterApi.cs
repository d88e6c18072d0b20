using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>The cluster and its members, as the first of them tells.</summary>
internal static class ClusterApi
{
    private const string All = "/1.0/cluster/members";
    private const string One = $"{All}/{{memberName}}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/cluster", call => Hashed(writer => Write(writer, call.Server))),
        Route.For("PUT", "/1.0/cluster", _ => throw LxdFailure.NotEmulated("changes of the cluster")),
        Route.For("GET", All, List),
        Route.For("POST", All, _ => throw LxdFailure.NotEmulated("tokens to join a cluster")),
        Route.For("GET", One, GetMember),
        Route.For("PUT", One, ChangeMember),
        Route.For("PATCH", One, ChangeMember),
        Route.For("POST", One, ChangeMember),
        Route.For("DELETE", One, ChangeMember),
    ];

    private static Reply List(Call call)
    {
        var members = MembersOf(call);
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(members.Names, (_, name) => new ClusterMember(members, name).Write(writer));
            else
                writer.WriteList(members.Names.Select(name => $"{All}/{name}"));
        });
    }

    private static Reply GetMember(Call call)
    {
        var members = MembersOf(call);
        var member = new ClusterMember(members, members.Known(call["memberName"]));
        return Reply.Value(member.Write, ETag.OfJson(member.WriteChangeable));
    }

    private static Reply ChangeMember(Call call) => throw LxdFailure.NotEmulated("changes of a member");

    private static Members MembersOf(Call call) => call.Server.Members.IsClustered ? call.Server.Members : throw LxdFailure.Internal("Server is not clustered");

    private static Reply Hashed(Action<Utf8JsonWriter> metadata) => Reply.Value(metadata, ETag.OfJson(metadata));

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
