using LxdGen.Raw;

namespace LxdGen;

/// <summary>A storage pool of a server.</summary>
/// <remarks>Not thread-safe. Writes to one pool are made one after another within a process, whichever model they come from.</remarks>
[LxdModel(typeof(StoragePoolData), typeof(StoragePoolPut), typeof(IStoragePoolsClient))]
public partial class StoragePool
{
    /// <summary>The name, unique on the server. It cannot be changed.</summary>
    [LxdPath("poolName")]
    public virtual string Name { get; }

    /// <summary>Whether LXD manages the pool: true unless the server says otherwise, for LXD lists only pools that it manages.</summary>
    /// <exception cref="InvalidOperationException">The pool has not been read from the server yet.</exception>
    [LxdOwn]
    public virtual bool Managed => _state.Data.Managed ?? true;

    internal LxdPipeline Pipeline => _client.Pipeline;

    /// <summary>The volumes in the pool.</summary>
    public virtual StorageVolumeCollection Volumes => new(new StorageVolumesClient(_client.Pipeline), this);

    /// <summary>The buckets in the pool. Needs the API extension <c>storage_buckets</c>.</summary>
    public virtual StorageBucketCollection Buckets => new(new StorageBucketsClient(_client.Pipeline), this);

    /// <summary>How much of the pool is used: <c>GET /1.0/storage-pools/{poolName}/resources</c>.</summary>
    public virtual LxdSingleton<StorageResources> Resources => new(() => new StorageResources(new StorageResourcesClient(_client.Pipeline), this));
}
