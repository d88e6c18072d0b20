using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The projects of the server.</summary>
internal sealed class Projects
{
    public const string Default = "default";

    private readonly SortedDictionary<string, Project> _all = new(StringComparer.Ordinal)
    {
        [Default] = new(Default) { Description = "Default LXD project", Config = Project.AllFeatures("features.networks") },
    };

    public IReadOnlyCollection<Project> All => _all.Values;

    public bool TryGet(string name, out Project project) => _all.TryGetValue(name, out project!);

    public void Add(Project project) => _all.Add(project.Name, project);

    public void Remove(string name) => _all.Remove(name);

    /// <summary>The project that has the volumes of this one: itself, or the default one.</summary>
    public string OfVolumes(string name) => _all.TryGetValue(name, out var project)
        ? project.HasVolumes ? name : Default
        : throw LxdFailure.NotFound($"Failed to load project \"{name}\": Project not found");
}

/// <summary>A project.</summary>
internal sealed class Project(string name)
{
    private const string Volumes = "features.storage.volumes";

    public string Name { get; set; } = name;

    public string Description { get; set; } = "";

    public SortedDictionary<string, string> Config { get; set; } = AllFeatures();

    public bool HasVolumes => Config.GetValueOrDefault(Volumes) == "true";

    public static SortedDictionary<string, string> AllFeatures(params IEnumerable<string> more)
    {
        var config = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["features.images"] = "true", ["features.profiles"] = "true", [Volumes] = "true" };
        foreach (var feature in more)
            config[feature] = "true";
        return config;
    }

    public void Write(Utf8JsonWriter writer, IEnumerable<string> volumes)
    {
        var query = Name == Projects.Default ? "" : $"?project={GoUrl.Escape(Name)}";
        writer.WriteStartObject();
        writer.WriteMap("config", Config);
        writer.WriteString("description", Description);
        writer.WriteString("name", Name);
        writer.WriteList("used_by", [$"/1.0/profiles/default{query}", .. volumes]);
        writer.WriteEndObject();
    }
}
