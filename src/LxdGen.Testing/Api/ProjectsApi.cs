using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Projects, as far as storage needs them.</summary>
internal static class ProjectsApi
{
    private const string One = "/1.0/projects/{projectName}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/projects", List),
        Route.For("POST", "/1.0/projects", Create),
        Route.For("GET", One, call => Reply.Value(writer => Find(call).Write(writer, VolumesOf(call, call["projectName"])), Tag(Find(call)))),
        Route.For("PUT", One, _ => throw LxdFailure.NotEmulated("changes of a project")),
        Route.For("PATCH", One, _ => throw LxdFailure.NotEmulated("changes of a project")),
        Route.For("POST", One, _ => throw LxdFailure.NotEmulated("the renaming of a project")),
        Route.For("DELETE", One, Delete),
    ];

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        var projects = call.Server.Projects.All.Where(project => call.Requestor.MayUse(project.Name));
        if (call.IsRecursive)
            writer.WriteList(projects, (_, project) => project.Write(writer, VolumesOf(call, project.Name)));
        else
            writer.WriteList(projects.Select(project => $"/1.0/projects/{GoUrl.EscapeTwice(project.Name)}"));
    });

    private static Reply Create(Call call)
    {
        var body = call.Body(Shapes.ProjectsPost);
        var name = body.Text("name") ?? "";
        Project.Require(name);
        if (call.Server.Projects.TryGet(name, out _))
            throw LxdFailure.Conflict($"Failed creating project \"{name}\": Failed adding database record: This \"projects\" entry already exists");
        var project = call.Server.Projects.New(name);
        project.Description = body.Text("description") ?? "";
        foreach (var (key, value) in body.Map("config") ?? new Dictionary<string, string>())
            project.Config[key] = value;
        call.Server.Projects.Add(project);
        call.Server.Events.Send("project-created", $"/1.0/projects/{name}", name, call.Requestor);
        return Reply.Created($"/1.0/projects/{GoUrl.EscapeTwice(name)}");
    }

    private static Reply Delete(Call call)
    {
        var name = call["projectName"];
        if (name == Projects.Default)
            throw new LxdFailure(403, "The 'default' project cannot be deleted");
        if (!call.Server.Projects.TryGet(name, out var project))
            throw LxdFailure.NotFound($"Fetch project \"{name}\": Project not found");
        // Its volumes and buckets vanish with it.
        foreach (var pool in call.Server.Pools.Values)
        {
            foreach (var key in pool.Volumes.Keys.Where(key => key.Project == name).ToList())
                pool.Volumes.Remove(key);
            foreach (var key in pool.Buckets.Keys.Where(key => key.Project == name).ToList())
                pool.Buckets.Remove(key);
        }

        call.Server.Trust.Forget(project);
        call.Server.Projects.Remove(name);
        call.Server.Events.Send("project-deleted", $"/1.0/projects/{name}", name, call.Requestor);
        return Reply.Done;
    }

    private static Project Find(Call call) => call.Server.Projects.TryGet(call["projectName"], out var project) ? project : throw LxdFailure.NotFound("Project not found");

    private static string Tag(Project project) => ETag.Of(project.Description, project.Config);

    private static IEnumerable<string> VolumesOf(Call call, string project) =>
        call.Server.Pools.Values.SelectMany(pool => pool.Volumes.Values).Where(volume => volume.Key.Project == project).Select(volume => volume.ListedUrl);
}
