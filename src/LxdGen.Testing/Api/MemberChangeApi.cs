using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Changes of a member of the cluster.</summary>
internal static class MemberChangeApi
{
    private const string Database = "database";
    private const string Scheduler = "scheduler.instance";

    // Those of the database come and go by themselves, and are passed over.
    private static readonly string[] OfDatabase = [Database, "database-leader", "database-standby"];
    private static readonly string[] Given = ["event-hub", "ovn-chassis"];
    private static readonly string[] Schedulers = ["", "all", "group", "manual"];

    public static IEnumerable<Route> Routes =>
    [
        Route.For("PUT", MembersApi.One, call => Update(call, isPatch: false)),
        Route.For("PATCH", MembersApi.One, call => Update(call, isPatch: true)),
    ];

    // A PATCH keeps config that is not sent, and nothing else.
    private static Reply Update(Call call, bool isPatch)
    {
        var members = MembersApi.Of(call);
        var member = members.Get(call["memberName"]);
        var current = new ClusterMember(members, member);
        ETag.Check(call, ETag.OfJson(current.WriteChangeable));
        var body = call.Body(Shapes.ClusterMemberPut);
        var roles = Texts(body.List("roles"));
        RequireDatabase(current, roles);
        var groups = Texts(body.List("groups"));
        if (groups.Count == 0)
            throw LxdFailure.BadRequest("Cluster members need to belong to at least one group");
        var config = ConfigMap.Sent(body.Map("config"));
        Check(config);
        var ownRoles = OwnRoles(member, roles);
        if (body.Text("failure_domain") is not { Length: > 0 } domain)
            throw LxdFailure.Internal("Update failure domain: Failure domain name can't be empty");
        if (groups.Any(group => group != ClusterMember.Group))
            throw LxdFailure.NotFound("Update cluster groups: Failed to add member to cluster group: Failed to get cluster group ID: Cluster group not found");
        member.Config = ConfigMap.Of(isPatch ? ConfigMap.Merge(member.Config, config) : config);
        (member.Description, member.OwnRoles, member.FailureDomain) = (body.Text("description") ?? "", ownRoles, domain);
        MembersApi.Tell(call, "cluster-member-updated", member.Name);
        return Reply.Done;
    }

    private static List<string> Texts(IReadOnlyList<string?>? sent) => [.. (sent ?? []).Select(text => text ?? "")];

    private static void RequireDatabase(ClusterMember current, List<string> roles)
    {
        if (current.Roles.Contains(Database) != roles.Contains(Database))
            throw LxdFailure.BadRequest($"The \"{Database}\" role cannot be {(roles.Contains(Database) ? "added" : "dropped")} at this time");
    }

    private static void Check(SortedDictionary<string, string> config)
    {
        foreach (var (key, value) in config.Where(pair => !ConfigRules.IsUser(pair.Key)))
        {
            if (key != Scheduler)
                throw LxdFailure.Internal($"Invalid cluster configuration key {GoString.Quote(key)}");
            if (!Schedulers.Contains(value))
                throw LxdFailure.Internal($"Invalid cluster configuration key {GoString.Quote(key)} value");
        }
    }

    /// <summary>Those that it keeps, and then the new ones.</summary>
    private static List<string> OwnRoles(Member member, List<string> roles)
    {
        var sent = roles.Where(role => !OfDatabase.Contains(role)).ToList();
        if (sent.Find(role => !Given.Contains(role)) is { } unknown)
            throw LxdFailure.Internal($"Update roles: Invalid cluster role {GoString.Quote(unknown)}");
        var added = sent.Where(role => !member.OwnRoles.Contains(role)).ToList();
        if (added.Distinct().Count() < added.Count)
            throw LxdFailure.Internal("Update roles: UNIQUE constraint failed: nodes_roles.node_id, nodes_roles.role");
        return [.. member.OwnRoles.Where(sent.Contains), .. added];
    }
}
