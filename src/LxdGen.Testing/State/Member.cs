namespace LxdGen.Testing.State;

/// <summary>A member of the cluster.</summary>
/// <param name="key">What it is known by in here, also when it is renamed: its first name.</param>
internal sealed class Member(string key)
{
    /// <summary>It is also what the server itself goes by: LXD asks for its name only when it is started.</summary>
    public string Key { get; } = key;

    /// <summary>What the cluster calls it.</summary>
    public string Name { get; set; } = key;

    public string Description { get; set; } = "";

    public string FailureDomain { get; set; } = "default";

    /// <summary>Never changed but replaced.</summary>
    public SortedDictionary<string, string> Config { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The roles that it was given, besides those of the database.</summary>
    public IReadOnlyList<string> OwnRoles { get; set; } = [];
}
