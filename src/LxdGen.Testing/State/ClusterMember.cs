using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A member, as the cluster tells of it.</summary>
internal sealed class ClusterMember(Members members, string name)
{
    // Three members vote on the database, or one where there are not as many, and two more stand by.
    private const int Voters = 3;
    private const int Standbys = 2;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer);
        writer.WriteString("server_name", name);
        writer.WriteString("url", $"https://{members.AddressOf(name)}");
        writer.WriteBoolean("database", Roles.Length > 0);
        writer.WriteString("status", "Online");
        writer.WriteString("message", "Fully operational");
        writer.WriteString("architecture", "x86_64");
        writer.WriteEndObject();
    }

    /// <summary>What a PUT could change, which its ETag covers.</summary>
    public void WriteChangeable(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer);
        writer.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteList("roles", Roles);
        writer.WriteString("failure_domain", "default");
        writer.WriteString("description", "");
        writer.WriteMap("config", []);
        writer.WriteList("groups", ["default"]);
    }

    private string[] Roles
    {
        get
        {
            var place = members.Names.ToList().IndexOf(name);
            var voters = members.Names.Count < Voters ? 1 : Voters;
            if (place == 0)
                return ["database-leader", "database"];
            return place < voters ? ["database"] : place < voters + Standbys ? ["database-standby"] : [];
        }
    }
}
