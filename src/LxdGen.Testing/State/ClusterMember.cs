using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A member, as the cluster tells of it.</summary>
internal sealed class ClusterMember(Members members, Member member)
{
    /// <summary>The group that all are in.</summary>
    public const string Group = "default";

    // Three members vote on the database, or one where there are not as many, and two more stand by.
    private const int Voters = 3;
    private const int Standbys = 2;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer);
        writer.WriteString("server_name", member.Name);
        writer.WriteString("url", $"https://{members.AddressOf(member.Key)}");
        writer.WriteBoolean("database", DatabaseRoles.Length > 0);
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
        writer.WriteString("failure_domain", member.FailureDomain);
        writer.WriteString("description", member.Description);
        writer.WriteMap("config", member.Config);
        writer.WriteList("groups", [Group]);
    }

    public IEnumerable<string> Roles => member.OwnRoles.Concat(DatabaseRoles);

    private string[] DatabaseRoles
    {
        get
        {
            var place = members.All.ToList().IndexOf(member);
            var voters = members.All.Count < Voters ? 1 : Voters;
            if (place == 0)
                return ["database-leader", "database"];
            return place < voters ? ["database"] : place < voters + Standbys && !members.HasShrunk ? ["database-standby"] : [];
        }
    }
}
