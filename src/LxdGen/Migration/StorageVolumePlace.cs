namespace LxdGen;

/// <summary>Where a volume goes, besides the pool.</summary>
public abstract record StorageVolumePlace
{
    /// <summary>Its name there, null for the one it has.</summary>
    public string? Name { get; init; }

    /// <summary>Its project there, null for that of the client that the target pool came from. Needs the API extension <c>storage_api_project</c>, for a move within a server <c>storage_volume_project_move</c>.</summary>
    public string? Project { get; init; }

    /// <summary>The member of the target's cluster, null for that of the client that the target pool came from; where that has none, the volume stays on its member. Needs the API extension <c>clustering</c>.</summary>
    public string? Member { get; init; }

    /// <summary>Which server connects to which, where they are two; null for <see cref="MigrationMode.Pull"/>. Not looked at within a server.</summary>
    public MigrationMode? Mode { get; init; }
}
