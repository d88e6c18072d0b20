using System.Text.Json;
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
        Add(new Project(Default) { Description = "Default LXD project", Config = Project.AllFeatures(["features.networks", .. _features]) });
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

    /// <summary>The project that has the volumes of this one: itself, or the default one.</summary>
    public string OfVolumes(string name) => Load(name).HasVolumes ? name : Default;

    /// <summary>The project that has the buckets of this one.</summary>
    public string OfBuckets(string name) => Load(name).HasBuckets ? name : Default;

    private Project Load(string name) => _all.GetValueOrDefault(name) ?? throw LxdFailure.NotFound($"Failed to load project \"{name}\": Project not found");
}

/// <summary>A project.</summary>
internal sealed class Project(string name)
{
    public const string Buckets = "features.storage.buckets";
    private const string Volumes = "features.storage.volumes";

    public string Name { get; set; } = name;

    /// <summary>Which one it was, of all that were made.</summary>
    public int Number { get; set; }

    public string Description { get; set; } = "";

    public required SortedDictionary<string, string> Config { get; set; }

    /// <summary>Refuses what is no name of a project.</summary>
    public static void Require(string name)
    {
        var fault = name switch
        {
            "" => "No name provided",
            _ when name.Contains('/', StringComparison.Ordinal) => "Project names may not contain slashes",
            _ when name.Contains(' ', StringComparison.Ordinal) => "Project names may not contain spaces",
            _ when name.Contains('_', StringComparison.Ordinal) => "Project names may not contain underscores",
            _ when name.AsSpan().IndexOfAny('\'', '"') >= 0 => "Project names may not contain quotes",
            "*" => "Reserved project name",
            "." or ".." => $"Invalid project name \"{name}\"",
            _ => null,
        };
        if (fault is not null)
            throw LxdFailure.BadRequest(fault);
    }

    public bool HasVolumes => Config.GetValueOrDefault(Volumes) == "true";

    public bool HasBuckets => Config.GetValueOrDefault(Buckets) == "true";

    public static SortedDictionary<string, string> AllFeatures(params IEnumerable<string> more)
    {
        var config = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["features.images"] = "true", ["features.profiles"] = "true", [Volumes] = "true" };
        foreach (var feature in more)
            config[feature] = "true";
        return config;
    }

    public void Write(Utf8JsonWriter writer, IEnumerable<string> volumes)
    {
        writer.WriteStartObject();
        writer.WriteMap("config", Config);
        writer.WriteString("description", Description);
        writer.WriteString("name", Name);
        writer.WriteList("used_by", [$"/1.0/profiles/default{Projects.QueryOf(Name)}", .. volumes]);
        writer.WriteEndObject();
    }
}
