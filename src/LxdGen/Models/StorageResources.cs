using LxdGen.Raw;

namespace LxdGen;

/// <summary>What a storage pool has and how much of it is used, as it was when it was read.</summary>
/// <remarks>Not thread-safe.</remarks>
[LxdModel(typeof(StorageResourcesData), typeof(IStorageResourcesClient))]
public partial class StorageResources
{
    /// <summary>The pool.</summary>
    [LxdParent]
    public virtual StoragePool Pool { get; }
}
