using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Changes of projects, and their renaming.</summary>
internal static class ProjectChangeApi
{
    public static IEnumerable<Route> Routes =>
    [
        Route.For("PUT", ProjectsApi.One, call => Update(call, isPatch: false)),
        Route.For("PATCH", ProjectsApi.One, call => Update(call, isPatch: true)),
        Route.For("POST", ProjectsApi.One, Rename),
    ];

    private static Reply Update(Call call, bool isPatch)
    {
        var project = ProjectsApi.Find(call);
        ETag.Check(call, project.ETag);
        // LXD looks at a PATCH twice, and first as a map.
        if (isPatch && call.Json is { IsNull: false } json && json.Kind != GoValue.Object)
            throw LxdFailure.BadRequest($"json: cannot unmarshal {json.Kind} into Go value of type shared.Jmap");
        var body = call.Body(Shapes.ProjectPut);
        var description = body.Text("description") ?? "";
        var config = ConfigMap.Sent(body.Map("config"));
        if (isPatch)
            (description, config) = (IsSent(call, "description", GoValue.String) ? description : project.Description, Patched(call, project, config));
        // It is told before it is done, and also where it is not.
        ProjectsApi.Tell(call, "project-updated", project);
        Check(call, project, config);
        var hasProfile = HasProfileWith(project, config);
        (project.Description, project.Config, project.HasProfile) = (description, ConfigMap.Of(config), hasProfile);
        return Reply.Done;
    }

    /// <summary>LXD 5.0 merges the config that it has into a copy that it then forgets.</summary>
    private static SortedDictionary<string, string> Patched(Call call, Project project, SortedDictionary<string, string> sent)
    {
        if (!IsSent(call, "config", GoValue.Object))
            return new(project.Config, StringComparer.Ordinal);
        return call.Server.Profile == LxdProfile.Lxd50 ? sent : ConfigMap.Merge(project.Config, sent);
    }

    // In these letters alone, and of several, the last one.
    private static bool IsSent(Call call, string field, string kind) =>
        call.Json.Fields?.LastOrDefault(pair => pair.Key == field).Value?.Kind == kind;

    private static void Check(Call call, Project project, SortedDictionary<string, string> config)
    {
        foreach (var feature in ProjectRules.Features(call.Server.Profile).Where(feature => IsChanged(project, config, feature)))
        {
            if (project.Name == Projects.Default)
                throw LxdFailure.BadRequest("You can't change the features of the default project");
            if (!ProjectsApi.VolumesOf(call, project.Name).Any())
                continue;
            var was = project.Config.GetValueOrDefault(feature);
            if (LxdBoolean.IsTrue(was))
                throw LxdFailure.BadRequest($"Project feature \"{feature}\" cannot be disabled on non-empty projects");
            if (LxdBoolean.IsFalse(was))
                throw LxdFailure.BadRequest($"Project feature \"{feature}\" cannot be enabled on non-empty projects");
        }

        ProjectRules.Check(call.Server.Profile, config);
        new ProjectLimits(call.Server, project).RequireRoomUnder(config);
    }

    /// <summary>Whether it has a profile of its own then. LXD makes and removes it by what has changed, not by what is there.</summary>
    private static bool HasProfileWith(Project project, SortedDictionary<string, string> config)
    {
        if (!IsChanged(project, config, Project.Profiles))
            return project.HasProfile;
        var isWanted = LxdBoolean.IsTrue(config.GetValueOrDefault(Project.Profiles));
        if (isWanted == project.HasProfile)
            throw isWanted ? LxdFailure.Conflict("Add default profile to database: This \"profiles\" entry already exists") : LxdFailure.NotFound("Delete project default profile: Profile not found");
        return isWanted;
    }

    // A key that is sent empty, and was not there, has changed too.
    private static bool IsChanged(Project project, SortedDictionary<string, string> config, string key) =>
        project.Config.TryGetValue(key, out var was) ? config.GetValueOrDefault(key, "") != was : config.ContainsKey(key);

    private static Reply Rename(Call call)
    {
        var name = call.Body(Shapes.ProjectPost).Text("name") ?? "";
        var oldName = call["projectName"];
        if (oldName == Projects.Default)
            throw new LxdFailure(403, "The 'default' project cannot be renamed");
        return Change.Start(call, Change.New(call, "Renaming project", null, project: ""), () =>
        {
            if (call.Server.Projects.TryGet(name, out _))
                throw LxdFailure.Internal($"A project named {GoString.Quote(name)} already exists");
            if (!call.Server.Projects.TryGet(oldName, out var project))
                throw LxdFailure.Internal($"Failed loading project {GoString.Quote(oldName)}: Project not found");
            if (!ProjectsApi.IsEmpty(call, project))
                throw LxdFailure.Internal("Only empty projects can be renamed");
            Project.Require(name);
            Rename(call, project, name);
            call.Server.Others.TellOfProject(call.Member);
            ProjectsApi.Tell(call, "project-renamed", project, ("old_name", oldName));
        });
    }

    private static void Rename(Call call, Project project, string name)
    {
        if (call.Server.Pools.Values.SelectMany(pool => pool.Buckets.Keys).Any(key => key.Project == project.Name))
            throw LxdFailure.NotEmulated("the renaming of a project that has buckets");
        foreach (var volume in ProjectsApi.VolumesOf(call, project.Name).ToList())
            volume.FollowProject(name);
        call.Server.Projects.Rename(project, name);
    }
}
