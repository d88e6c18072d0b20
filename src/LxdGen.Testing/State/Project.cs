using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A project.</summary>
internal sealed class Project(string name)
{
    public const string Images = "features.images";
    public const string Networks = "features.networks";
    public const string Profiles = "features.profiles";
    public const string Volumes = "features.storage.volumes";
    public const string Buckets = "features.storage.buckets";

    public string Name { get; set; } = name;

    /// <summary>Which one it was, of all that were made.</summary>
    public int Number { get; set; }

    public string Description { get; set; } = "";

    public required SortedDictionary<string, string> Config { get; set; }

    /// <summary>Whether it has the profile that LXD gives those with profiles of their own. Config may say otherwise.</summary>
    public bool HasProfile { get; set; } = true;

    public bool HasVolumes => Is(Volumes);

    public bool HasBuckets => Is(Buckets);

    public string ETag => Http.ETag.Of(Description, Config);

    /// <summary>As all lists and events have it.</summary>
    public string Url => $"/1.0/projects/{GoUrl.EscapeTwice(Name)}";

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

    public static SortedDictionary<string, string> AllFeatures(params IEnumerable<string> more)
    {
        var config = new SortedDictionary<string, string>(StringComparer.Ordinal) { [Images] = "true", [Profiles] = "true", [Volumes] = "true" };
        foreach (var feature in more)
            config[feature] = "true";
        return config;
    }

    public bool Is(string feature) => LxdBoolean.IsTrue(Config.GetValueOrDefault(feature));

    /// <summary>Whether a restricted project forbids something: all that is not allowed.</summary>
    public bool Forbids(string key) => Is("restricted") && Config.GetValueOrDefault(key) != "allow";

    public void Write(Utf8JsonWriter writer, IEnumerable<string> volumes)
    {
        writer.WriteStartObject();
        writer.WriteMap("config", Config);
        writer.WriteString("description", Description);
        writer.WriteString("name", Name);
        writer.WriteList("used_by", [.. HasProfile ? new[] { $"/1.0/profiles/default{State.Projects.QueryOf(Name)}" } : [], .. volumes]);
        writer.WriteEndObject();
    }
}
