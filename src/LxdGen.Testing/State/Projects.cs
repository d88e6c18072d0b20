using LxdGen.Testing.Api;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The projects of the server.</summary>
internal sealed class Projects
{
    public const string Default = "default";

    private readonly SortedDictionary<string, Project> _all = new(StringComparer.Ordinal);
    private readonly string[] _features;
    private int _count;

    /// <param name="profile">Newer servers have buckets, and projects that share those of the default one.</param>
    public Projects(LxdProfile profile)
    {
        _features = profile.Has(BucketPlace.Extension) ? [Project.Buckets] : [];
        Add(new Project(Default) { Description = "Default LXD project", Config = Project.AllFeatures([Project.Networks, .. _features]) });
    }

    /// <summary>What URLs of a project's objects end in; nothing for the default one.</summary>
    public static string QueryOf(string name) => name == Default ? "" : $"?project={Uri.EscapeDataString(name).Replace("%20", "+", StringComparison.Ordinal)}";

    public IReadOnlyCollection<Project> All => _all.Values;

    public bool TryGet(string name, out Project project) => _all.TryGetValue(name, out project!);

    /// <summary>A project with all features, not added yet.</summary>
    public Project New(string name) => new(name) { Config = Project.AllFeatures(_features) };

    /// <summary>Adds one, which has a number from then on, whatever it is called.</summary>
    public void Add(Project project)
    {
        _all.Add(project.Name, project);
        if (project.Number == 0)
            project.Number = ++_count;
    }

    public void Remove(string name) => _all.Remove(name);

    public void Rename(Project project, string name)
    {
        _all.Remove(project.Name);
        project.Name = name;
        _all.Add(name, project);
    }

    /// <summary>The project that has the volumes of this one: itself, or the default one.</summary>
    public string OfVolumes(string name) => Load(name).HasVolumes ? name : Default;

    /// <summary>That project itself.</summary>
    public Project WithVolumes(string name) => Load(OfVolumes(name));

    /// <summary>The project that has the buckets of this one.</summary>
    public string OfBuckets(string name) => Load(name).HasBuckets ? name : Default;

    private Project Load(string name) => _all.GetValueOrDefault(name) ?? throw LxdFailure.NotFound($"Failed to load project \"{name}\": Project not found");
}
