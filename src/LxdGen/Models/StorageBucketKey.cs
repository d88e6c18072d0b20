using LxdGen.Raw;

namespace LxdGen;

/// <summary>A key of a bucket, for S3. Its access key and secret key are credentials: no text of LxdGen's shows them.</summary>
/// <remarks>Not thread-safe. Writes to one key are made one after another within a process, whichever model they come from.</remarks>
[LxdModel(typeof(StorageBucketKeyData), typeof(StorageBucketKeyPut), typeof(IStorageBucketKeysClient))]
public partial class StorageBucketKey
{
    /// <summary>The bucket that it opens.</summary>
    [LxdParent]
    public virtual StorageBucket Bucket { get; }

    /// <summary>The name, unique in its bucket. It cannot be changed.</summary>
    [LxdPath("keyName")]
    public virtual string Name { get; }
}
