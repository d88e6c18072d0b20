using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Api;

/// <summary>The members of the cluster: who they are, who may join, and who leaves.</summary>
internal static class MembersApi
{
    public const string One = $"{All}/{{memberName}}";
    private const string All = "/1.0/cluster/members";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", All, List),
        Route.For("POST", All, Invite),
        Route.For("GET", One, Get),
        Route.For("POST", One, Rename),
        Route.For("DELETE", One, Remove),
    ];

    /// <summary>Refuses where there are none.</summary>
    public static Members Of(Call call) => call.Server.Members.IsClustered ? call.Server.Members : throw LxdFailure.Internal("Server is not clustered");

    public static void Tell(Call call, string action, string name, (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, $"{All}/{GoUrl.Escape(name)}", call.Project, call.Requestor, context);

    private static Reply List(Call call)
    {
        var members = Of(call);
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(members.All, (_, member) => new ClusterMember(members, member).Write(writer));
            else
                writer.WriteList(members.All.Select(member => $"{All}/{GoUrl.EscapeTwice(member.Name)}"));
        });
    }

    private static Reply Get(Call call)
    {
        var members = Of(call);
        var member = new ClusterMember(members, members.Get(call["memberName"]));
        return Reply.Value(member.Write, ETag.OfJson(member.WriteChangeable));
    }

    /// <summary>Makes a token to join with. There is one for each name: those before lose their use.</summary>
    private static Reply Invite(Call call)
    {
        var name = call.Body(Shapes.ClusterMembersPost).Text("server_name") ?? "";
        if (!call.Server.Members.IsClustered)
            throw LxdFailure.BadRequest("This server is not clustered");
        foreach (var before in call.Server.Operations.All.Where(operation => operation.Invites == name && !operation.HasEnded).ToList())
            OperationsApi.Cancel(call, before);
        var now = call.Server.Clock.GetUtcNow();
        var operation = new Operation("Executing operation", call.Project, now)
        {
            Class = OperationKind.Token,
            MayCancel = true,
            Location = call.Member,
            Resources = new Dictionary<string, string?> { ["cluster"] = null },
            Invites = name,
        };
        call.HasBegunOperation = true;
        MemberToken.TellIn(operation, call.Server, Expiry.Of(call.Server.Config.Get(call.Member, ServerKeys.JoinTokenExpiry), now));
        call.Server.Events.Send("cluster-token-created", "/1.0/cluster/members", call.Project, call.Requestor);
        return call.Server.Operations.Begin(operation);
    }

    /// <summary>The server itself does not learn of it until it is started again.</summary>
    private static Reply Rename(Call call)
    {
        var name = call.Body(Shapes.ClusterMemberPost).Text("server_name") ?? "";
        var (members, oldName) = (call.Server.Members, call["memberName"]);
        if (members.All.Any(other => other.Name == name))
            throw LxdFailure.Conflict("Conflict");
        var member = members.All.FirstOrDefault(other => other.Name == oldName) ?? throw LxdFailure.Internal("expected to update one row, not 0");
        member.Name = name;
        Tell(call, "cluster-member-renamed", name, ("old_name", oldName));
        return Reply.Done;
    }

    // It takes the database with it, and so the server.
    private static LxdFailure LoseLast(Call call)
    {
        call.Server.IsLost = true;
        return LxdFailure.Internal("Failed to leave the cluster: server has lost leadership (10506)");
    }

    private static Reply Remove(Call call)
    {
        var members = Of(call);
        var member = members.Get(call["memberName"]);
        var isForced = GoNumber.TryParse(call.Query("force")) == 1;
        var volumes = call.Server.Pools.Values.SelectMany(pool => pool.VolumesOn(member.Key)).Where(volume => volume.Key.Type == VolumeType.Custom).Select(volume => volume.Key.Name).ToList();
        if (volumes.Count > 0 && !isForced)
            throw LxdFailure.Internal($"Node still has the following custom volumes: {string.Join(", ", volumes)}");
        if (members.All.Count == 1)
            throw isForced ? LoseLast(call) : LxdFailure.Internal("Member is the only member in the cluster");
        if (member.Key == members.Self)
            call.Server.LeaveCluster();
        else
            call.Server.Forget(member);
        Tell(call, "cluster-member-removed", member.Name);
        return Reply.Done;
    }
}
