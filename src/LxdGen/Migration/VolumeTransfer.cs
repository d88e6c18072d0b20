using LxdGen.Raw;

namespace LxdGen.Migration;

/// <summary>One volume on its way to a pool: what goes where.</summary>
/// <param name="Source">The volume, loaded.</param>
/// <param name="From">What reaches the volume's server, and its member.</param>
/// <param name="Pool">The pool that it goes to.</param>
/// <param name="To">What reaches the pool's server, in the target's project and on its member.</param>
/// <param name="Name">The name there.</param>
internal sealed record VolumeTransfer(StorageVolume Source, LxdPipeline From, StoragePool Pool, LxdPipeline To, string Name)
{
    private const string CopyBetweenMembers = "cluster_internal_custom_volume_copy";

    public bool VolumeOnly { get; init; }

    public bool Refresh { get; init; }

    public MigrationMode Mode { get; init; } = MigrationMode.Pull;

    /// <summary>The volume as it will be.</summary>
    public StorageVolume Target => new(new StorageVolumesClient(To), Pool, Source.Type, Name);

    /// <summary>The volume as it is, on its member. Not loaded.</summary>
    public StorageVolume Origin => new(new StorageVolumesClient(From), Source.Pool, Source.Type, Source.Name);

    /// <summary>Whether one server does it all. Members of a cluster that cannot copy among themselves are as two servers.</summary>
    public async Task<bool> IsWithinServerAsync(CancellationToken cancellationToken) =>
        await IsOneServerAsync(cancellationToken).ConfigureAwait(false)
        && (NewMember is null || (await From.GetServerAsync(cancellationToken).ConfigureAwait(false)).HasExtension(CopyBetweenMembers));

    /// <summary>Whether both ends are one server, or members of one cluster, which have one certificate.</summary>
    public async Task<bool> IsOneServerAsync(CancellationToken cancellationToken)
    {
        var from = await From.GetServerAsync(cancellationToken).ConfigureAwait(false);
        var to = await To.GetServerAsync(cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(from, to)
            || (from.Environment is { CertificateFingerprint.Length: > 0 } environment && environment.CertificateFingerprint == to.Environment?.CertificateFingerprint);
    }

    /// <summary>The order to make the volume, which names no source yet.</summary>
    /// <remarks>
    /// Config and description go along, for a server takes an empty config for the wish to have none. What the source's
    /// server keeps for itself does not.
    /// </remarks>
    public StorageVolumesPost CreatePost(StorageVolumeSource source)
    {
        var post = new StorageVolumesPost { Name = Name, Type = Source.Type, ContentType = ContentType, Description = Source.Description, Source = source };
        foreach (var (key, value) in Source.Config.Where(item => !IsOfServer(item.Key)))
            post.Config[key] = value;
        return post;
    }

    /// <summary>What a copy within a server is made of.</summary>
    public StorageVolumeSource CopySource() => new()
    {
        Type = StorageVolumeSourceType.Copy,
        Name = Source.Name,
        Pool = Source.Pool.Name,
        Project = From.Project != To.Project ? From.Project ?? "default" : null,
        Location = NewMember is not null ? From.Member : null,
        VolumeOnly = VolumeOnly ? true : null,
        Refresh = Refresh ? true : null,
    };

    /// <summary>What a volume that comes from another server is made of. In pull mode, where to get it is still to be added.</summary>
    public StorageVolumeSource MigrationSource(MigrationMode mode) => new()
    {
        Type = StorageVolumeSourceType.Migration,
        Mode = mode,
        Name = Source.Name,
        Pool = Source.Pool.Name,
        VolumeOnly = VolumeOnly ? true : null,
        Refresh = Refresh ? true : null,
    };

    /// <summary>The order to move within a server.</summary>
    public StorageVolumePost MovePost() => new()
    {
        Name = Name,
        // Within a pool and project it is a rename, which keeps backups.
        Pool = Pool.Name != Source.Pool.Name || NewProject is not null || NewMember is not null ? Pool.Name : null,
        Project = NewProject,
        Source = NewMember is not null ? new StorageVolumeSource { Location = From.Member } : null,
    };

    /// <summary>The member that a move within a cluster leads to, null where it stays.</summary>
    public string? NewMember => From.Member != To.Member ? To.Member : null;

    private string? NewProject => From.Project != To.Project ? To.Project ?? "default" : null;

    public Task<LxdReply> PostAsync(StorageVolumeSource source, CancellationToken cancellationToken) =>
        new StorageVolumesClient(To).CreateOfTypeAsync(Pool.Name, Source.Type.Value, CreatePost(source), cancellationToken: cancellationToken);

    public static bool IsOfServer(string key) => key.StartsWith("volatile.", StringComparison.Ordinal);

    public override string ToString() => $"{Source} ({From}) to StorageVolume '{Pool.Name}/{Source.Type}/{Name}' ({To})";

    private StorageVolumeContentType? ContentType => Source.ContentType.Value.Length > 0 ? Source.ContentType : default(StorageVolumeContentType?);
}
