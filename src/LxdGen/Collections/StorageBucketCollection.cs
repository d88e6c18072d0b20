using LxdGen.Raw;

namespace LxdGen;

public partial class StorageBucketCollection
{
    /// <summary>Reads some of the buckets in one request: <c>GET /1.0/storage-pools/{poolName}/buckets</c> with <c>recursion=1</c>.</summary>
    /// <param name="query">Which. LXD has no filter for buckets.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The buckets, loaded, in the server's order. A listing has no ETags, so the first save of one reads it again.</returns>
    /// <exception cref="LxdNotFoundException">There is no such pool.</exception>
    /// <exception cref="LxdException">The server refused, for example since the pool's driver has no buckets.</exception>
    public virtual async Task<IReadOnlyList<StorageBucket>> FindAsync(StorageBucketQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        // A listing over all projects is made in none, so that each bucket is addressed in its own.
        if (query.AllProjects && _client.Pipeline is { Project: not null } pipeline)
            return await new StorageBucketCollection(new StorageBucketsClient(pipeline.View(null, pipeline.Member)), _pool).FindAsync(query, cancellationToken).ConfigureAwait(false);
        return Loaded(await _client.ListAsync(Existing(_pool).Name, allProjects: query.AllProjects ? true : null, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override StorageBucket HandleOf(StorageBucketData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var view = _client.Pipeline.ViewOf(data.Project, data.Location);
        return new StorageBucket(view == _client.Pipeline ? _client : new StorageBucketsClient(view), _pool, data.Name);
    }

    /// <inheritdoc/>
    protected override void Take(StorageBucket created, LxdReply reply)
    {
        ArgumentNullException.ThrowIfNull(created);
        ArgumentNullException.ThrowIfNull(reply);
        created.AdminKey = reply.ReadMetadata<StorageBucketKeyData>("key");
    }
}
