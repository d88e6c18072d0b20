namespace LxdGen;

/// <summary>Which buckets to list.</summary>
public sealed record StorageBucketQuery
{
    /// <summary>Whether to list those of all projects. Needs the API extension <c>storage_buckets_all_projects</c>.</summary>
    public bool AllProjects { get; init; }
}
