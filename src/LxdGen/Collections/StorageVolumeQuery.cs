namespace LxdGen;

/// <summary>Which volumes to list.</summary>
public sealed record StorageVolumeQuery
{
    /// <summary>Of this type only, null for all.</summary>
    public StorageVolumeType? Type { get; init; }

    /// <summary>
    /// A filter in LXD's own language, such as <c>config.size eq 1GiB and name eq ^data</c>; null for none. Values are
    /// regular expressions, case does not matter. Needs the API extension <c>api_filtering</c>.
    /// </summary>
    public string? Filter { get; init; }

    /// <summary>Whether to list those of all projects. Needs the API extension <c>storage_volumes_all_projects</c>.</summary>
    public bool AllProjects { get; init; }
}
