using LxdGen.Raw;

namespace LxdGen;

/// <summary>The volumes in all storage pools. Snapshots are not among them.</summary>
/// <remarks>Immutable and thread-safe. Members are virtual, for mocks.</remarks>
public class AllStorageVolumeCollection
{
    private const string InOneRequest = "storage_volumes_all";

    private readonly IStorageVolumesClient _client;

    /// <summary>Creates the collection. Nothing is sent.</summary>
    /// <param name="client">Sends the requests.</param>
    public AllStorageVolumeCollection(IStorageVolumesClient client) => _client = client;

    /// <summary>Creates a collection that is connected to nothing, for mocks.</summary>
    // The null is forced: a mock overrides all that would use it.
    protected AllStorageVolumeCollection() => _client = null!;

    private StoragePoolCollection Pools => new(new StoragePoolsClient(_client.Pipeline));

    /// <summary>Reads the volumes of all pools, as <see cref="FindAsync"/> does with a query for all: <c>GET /1.0/storage-volumes</c>, or <c>GET /1.0/storage-pools</c> and <c>GET /1.0/storage-pools/{poolName}/volumes</c> for each.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The volumes, loaded.</returns>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual Task<IReadOnlyList<StorageVolume>> AllAsync(CancellationToken cancellationToken = default) => FindAsync(new StorageVolumeQuery(), cancellationToken);

    /// <summary>Reads some of the volumes of all pools: <c>GET /1.0/storage-volumes</c> or <c>GET /1.0/storage-volumes/{type}</c>.</summary>
    /// <remarks>
    /// One request, with <c>recursion=1</c>, where the server has the API extension <c>storage_volumes_all</c>. Else the pools
    /// are listed, and <see cref="StorageVolumeCollection.FindAsync"/> asks for each; a pool that is deleted meanwhile is
    /// passed over.
    /// </remarks>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The volumes, loaded. A listing has no ETags, so the first save of one reads it again.</returns>
    /// <exception cref="LxdException">The server refused, for example the filter.</exception>
    public virtual async Task<IReadOnlyList<StorageVolume>> FindAsync(StorageVolumeQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        // A listing over all projects is made in none, so that each volume is addressed in its own.
        if (query.AllProjects && _client.Pipeline is { Project: not null } pipeline)
            return await new AllStorageVolumeCollection(new StorageVolumesClient(pipeline.View(null, pipeline.Member))).FindAsync(query, cancellationToken).ConfigureAwait(false);
        var server = await _client.Pipeline.GetServerAsync(cancellationToken).ConfigureAwait(false);
        return server.HasExtension(InOneRequest)
            ? await FindAtOnceAsync(query, cancellationToken).ConfigureAwait(false)
            : await FindByPoolAsync(query, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<StorageVolume>> FindAtOnceAsync(StorageVolumeQuery query, CancellationToken cancellationToken)
    {
        bool? allProjects = query.AllProjects ? true : null;
        var listing = await (query.Type is { } type
            ? _client.ListAllOfTypeAsync(type.Value, allProjects: allProjects, filter: query.Filter, cancellationToken: cancellationToken)
            : _client.ListAllAsync(allProjects: allProjects, filter: query.Filter, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. listing.Value.SelectMany(data => Pools.Handle(data.Pool).Volumes.LoadedFrom(data, listing.StatusCode))];
    }

    private async Task<IReadOnlyList<StorageVolume>> FindByPoolAsync(StorageVolumeQuery query, CancellationToken cancellationToken)
    {
        var volumes = new List<StorageVolume>();
        foreach (var name in await Pools.NamesAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                volumes.AddRange(await Pools.Handle(name).Volumes.FindAsync(query, cancellationToken).ConfigureAwait(false));
            }
            catch (LxdNotFoundException) when (!cancellationToken.IsCancellationRequested)
            {
                if (await Pools.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
                    throw;
            }
        }

        return volumes;
    }
}
