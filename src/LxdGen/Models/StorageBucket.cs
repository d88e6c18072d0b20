using LxdGen.Raw;

namespace LxdGen;

/// <summary>A bucket of a storage pool, which is reached by S3.</summary>
/// <remarks>Not thread-safe. Writes to one bucket are made one after another within a process, whichever model they come from.</remarks>
[LxdModel(typeof(StorageBucketData), typeof(StorageBucketPut), typeof(IStorageBucketsClient))]
public partial class StorageBucket
{
    /// <summary>The pool that it is in.</summary>
    [LxdParent]
    public virtual StoragePool Pool { get; }

    /// <summary>The name, unique among the buckets of its pool and project. It cannot be changed.</summary>
    [LxdPath("bucketName")]
    public virtual string Name { get; }

    /// <summary>
    /// The key named admin that the server has made with the bucket, a credential. Only the object that CreateAsync returned
    /// has it, and that only where the server told it: null otherwise. It is among <see cref="Keys"/> too.
    /// </summary>
    public virtual StorageBucketKeyData? AdminKey { get; internal set; }

    /// <summary>Its keys. Needs the API extension <c>storage_buckets</c>.</summary>
    public virtual StorageBucketKeyCollection Keys => new(new StorageBucketKeysClient(_client.Pipeline), this);
}
