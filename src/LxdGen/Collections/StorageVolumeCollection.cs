using LxdGen.Raw;

namespace LxdGen;

/// <summary>The volumes in a storage pool, of all types. Snapshots are not among them: they are in <see cref="StorageVolume.Snapshots"/>.</summary>
/// <remarks>Immutable and thread-safe. Members are virtual, for mocks.</remarks>
public partial class StorageVolumeCollection : LxdCollectionBase<StorageVolume, StorageVolumeData, StorageVolumesPost>
{
    private readonly IStorageVolumesClient _client;
    private readonly StoragePool _pool;

    /// <summary>Creates the collection. Nothing is sent.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="pool">The pool.</param>
    public StorageVolumeCollection(IStorageVolumesClient client, StoragePool pool)
    {
        _client = client;
        _pool = pool;
    }

    /// <summary>Creates a collection that is connected to nothing, for mocks.</summary>
    // The nulls are forced: a mock overrides all that would use them.
    protected StorageVolumeCollection()
    {
        _client = null!;
        _pool = null!;
    }

    private string ListPath => $"/1.0/storage-pools/{_pool.Name}/volumes";

    /// <summary>Reads some of the volumes in one request: <c>GET /1.0/storage-pools/{poolName}/volumes</c> or <c>GET /1.0/storage-pools/{poolName}/volumes/{type}</c> with <c>recursion=1</c>.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The volumes, loaded, in the server's order. A listing has no ETags, so the first save of one reads it again.</returns>
    /// <exception cref="LxdNotFoundException">There is no such pool.</exception>
    /// <exception cref="LxdException">The server refused, for example the filter.</exception>
    public virtual async Task<IReadOnlyList<StorageVolume>> FindAsync(StorageVolumeQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        // A listing over all projects is made in none, so that each volume is addressed in its own.
        if (query.AllProjects && _client.Pipeline is { Project: not null } pipeline)
            return await new StorageVolumeCollection(new StorageVolumesClient(pipeline.View(null, pipeline.Member)), _pool).FindAsync(query, cancellationToken).ConfigureAwait(false);
        bool? allProjects = query.AllProjects ? true : null;
        return Loaded(await (query.Type is { } type
            ? _client.ListOfTypeAsync(Existing(_pool).Name, type.Value, allProjects: allProjects, filter: query.Filter, cancellationToken: cancellationToken)
            : _client.ListAsync(Existing(_pool).Name, allProjects: allProjects, filter: query.Filter, cancellationToken: cancellationToken)).ConfigureAwait(false));
    }

    /// <summary>Reads types and names only: <c>GET /1.0/storage-pools/{poolName}/volumes</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Types and names, not escaped, in the server's order.</returns>
    /// <remarks>A second request, that of AllAsync, is made when a URL in the listing can be read in two ways, as those can to which the server adds the project.</remarks>
    /// <exception cref="LxdNotFoundException">There is no such pool.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<IReadOnlyList<StorageVolumeName>> NamesAsync(CancellationToken cancellationToken = default)
    {
        var urls = await _client.ListUrlsAsync(Existing(_pool).Name, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (ListedUrls.TryRead(urls.Value, ListPath) is not { } tails)
            return [.. (await AllAsync(cancellationToken).ConfigureAwait(false)).Select(volume => new StorageVolumeName(volume.Type, volume.Name))];
        return [.. tails.Select(tail => tail.Split('/')).Where(parts => parts.Length == 2).Select(parts => new StorageVolumeName(parts[0], parts[1]))];
    }

    /// <summary>Reads a volume: <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}</c>.</summary>
    /// <param name="type">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The volume, loaded.</returns>
    /// <exception cref="LxdNotFoundException">There is none, or no such pool.</exception>
    /// <exception cref="ArgumentException">The type or name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual Task<StorageVolume> GetAsync(StorageVolumeType type, string name, CancellationToken cancellationToken = default) => ReadAsync(Handle(type, name), cancellationToken);

    /// <summary>Reads a volume if it is there: <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}</c>.</summary>
    /// <param name="type">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The volume, loaded; null if there is none, or no such pool.</returns>
    /// <exception cref="ArgumentException">The type or name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual Task<StorageVolume?> TryGetAsync(StorageVolumeType type, string name, CancellationToken cancellationToken = default) => TryReadAsync(Handle(type, name), cancellationToken);

    /// <summary>Tells whether there is a volume of this type and name: <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}</c>.</summary>
    /// <param name="type">What it is for.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Whether there is.</returns>
    /// <exception cref="ArgumentException">The type or name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual async Task<bool> ExistsAsync(StorageVolumeType type, string name, CancellationToken cancellationToken = default) =>
        await TryGetAsync(type, name, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Creates a volume, waits until that is done, and reads it: <c>POST /1.0/storage-pools/{poolName}/volumes/{type}</c>, then its GET.</summary>
    /// <param name="post">What to create; without a type, a custom volume. LXD creates volumes of no other type.</param>
    /// <param name="cancellationToken">Ends the wait; the server may create it all the same.</param>
    /// <returns>The volume, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken.</exception>
    /// <exception cref="LxdNotFoundException">There is no such pool.</exception>
    /// <exception cref="ArgumentException">The name cannot be one, or has a control character; or a copy names no source, of which LXD makes an empty volume. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused, or could not be reached; <see cref="LxdException.WriteMayHaveHappened"/> tells whether the volume may be there.</exception>
    public virtual Task<StorageVolume> CreateAsync(StorageVolumesPost post, CancellationToken cancellationToken = default) => CreateFromAsync(post, cancellationToken);

    /// <summary>The address of a volume, without asking the server whether it is there.</summary>
    /// <param name="type">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <returns>A model that is not loaded: its data cannot be read before SyncAsync, its other verbs work at once.</returns>
    /// <exception cref="ArgumentException">The type or name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    public virtual StorageVolume Handle(StorageVolumeType type, string name)
    {
        LxdName.ThrowIfNoSegment(type.Value, nameof(type));
        LxdName.ThrowIfNoSegment(name, nameof(name));
        return new StorageVolume(_client, _pool, type, name);
    }

    /// <summary>The volume of an entry of a listing over all pools; none for a snapshot.</summary>
    internal IReadOnlyList<StorageVolume> LoadedFrom(StorageVolumeData data, int statusCode) => Loaded(new LxdReply<IReadOnlyList<StorageVolumeData>>([data], statusCode));

    /// <inheritdoc/>
    // A snapshot is listed as VOLUME/SNAPSHOT.
    protected override StorageVolume? HandleOf(StorageVolumeData data) =>
        data.Name.Contains('/', StringComparison.Ordinal) ? null : new StorageVolume(ClientOf(data), _pool, data.Type, data.Name);

    /// <inheritdoc/>
    protected override StorageVolume HandleOf(StorageVolumesPost post)
    {
        LxdName.ThrowIfUnfitForNew(post.Name, nameof(post));
        if (post.Source is { Name: null or "" } source && source.Type == StorageVolumeSourceType.Copy)
            throw new ArgumentException("A copy without the name of its source would be an empty volume. Set Source.Name.", nameof(post));
        return new StorageVolume(_client, _pool, post.Type ?? StorageVolumeType.Custom, post.Name);
    }

    /// <inheritdoc/>
    protected override Task<LxdReply<IReadOnlyList<StorageVolumeData>>> ListAsync(CancellationToken cancellationToken) =>
        _client.ListAsync(Existing(_pool).Name, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    protected override Task<LxdReply> PostAsync(StorageVolumesPost post, CancellationToken cancellationToken) =>
        _client.CreateOfTypeAsync(Existing(_pool).Name, (post.Type ?? StorageVolumeType.Custom).Value, post, cancellationToken: cancellationToken);

    private IStorageVolumesClient ClientOf(StorageVolumeData data) =>
        _client.Pipeline.ViewOf(data.Project, data.Location) is var view && view == _client.Pipeline ? _client : new StorageVolumesClient(view);
}
