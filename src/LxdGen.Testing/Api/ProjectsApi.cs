using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Projects, as far as storage needs them.</summary>
internal static class ProjectsApi
{
    public const string One = "/1.0/projects/{projectName}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/projects", List),
        Route.For("POST", "/1.0/projects", Create),
        Route.For("GET", One, call => Reply.Value(writer => Find(call).Write(writer, UrlsOf(call, call["projectName"])), Find(call).ETag)),
        Route.For("GET", $"{One}/state", GetState),
        Route.For("DELETE", One, Delete),
    ];

    public static Project Find(Call call) => call.Server.Projects.TryGet(call["projectName"], out var project) ? project : throw LxdFailure.NotFound("Project not found");

    public static IEnumerable<Volume> VolumesOf(Call call, string project) =>
        call.Server.Volumes.Where(volume => volume.Key.Project == project);

    /// <summary>Whether LXD takes it for empty: it does not look at the volumes of one that has a profile of its own.</summary>
    public static bool IsEmpty(Call call, Project project) => project.HasProfile || !VolumesOf(call, project.Name).Any();

    public static void Tell(Call call, string action, Project project, (string Key, string Value)? context = null) =>
        call.Server.Events.Send(action, project.Url, project.Name, call.Requestor, context);

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        var projects = call.Server.Projects.All.Where(project => call.Requestor.MayUse(project.Name));
        if (call.IsRecursive)
            writer.WriteList(projects, (_, project) => project.Write(writer, UrlsOf(call, project.Name)));
        else
            writer.WriteList(projects.Select(project => project.Url));
    });

    private static Reply Create(Call call)
    {
        var body = call.Body(Shapes.ProjectsPost);
        var name = body.Text("name") ?? "";
        Project.Require(name);
        var project = call.Server.Projects.New(name);
        project.Description = body.Text("description") ?? "";
        foreach (var (key, value) in body.Map("config") ?? new Dictionary<string, string>())
            project.Config[key] = value;
        ProjectRules.Check(call.Server.Profile, project.Config);
        if (call.Server.Projects.TryGet(name, out _))
            throw LxdFailure.Conflict($"Failed creating project \"{name}\": Failed adding database record: This \"projects\" entry already exists");
        project.Config = ConfigMap.Of(project.Config);
        project.HasProfile = project.Is(Project.Profiles);
        call.Server.Projects.Add(project);
        call.Server.Others.TellOfProject(call.Member);
        Tell(call, "project-created", project);
        return Reply.Created(project.Url);
    }

    private static Reply GetState(Call call)
    {
        if (!call.Server.Projects.TryGet(call["projectName"], out var project))
            throw LxdFailure.NotFound("Fetch project database object: Project not found");
        return Reply.Value(new ProjectLimits(call.Server, project).Write);
    }

    private static Reply Delete(Call call)
    {
        var name = call["projectName"];
        if (name == Projects.Default)
            throw new LxdFailure(403, "The 'default' project cannot be deleted");
        if (!call.Server.Projects.TryGet(name, out var project))
            throw LxdFailure.NotFound($"Fetch project \"{name}\": Project not found");
        if (!IsEmpty(call, project))
            throw LxdFailure.Internal("Only empty projects can be removed");
        // Its volumes and buckets vanish with it, but for their folders.
        foreach (var volume in VolumesOf(call, name).ToList())
            volume.Leave();
        foreach (var pool in call.Server.Pools.Values)
        {
            foreach (var key in pool.Buckets.Keys.Where(key => key.Project == name).ToList())
                pool.Buckets.Remove(key);
        }

        call.Server.Trust.Forget(project);
        call.Server.Projects.Remove(name);
        call.Server.Others.TellOfProject(call.Member);
        Tell(call, "project-deleted", project);
        return Reply.Done;
    }

    private static IEnumerable<string> UrlsOf(Call call, string project) => VolumesOf(call, project).Select(volume => volume.ListedUrl);
}
