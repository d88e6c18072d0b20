using LxdGen.Raw;

namespace LxdGen;

/// <summary>What a volume takes, as it was when it was read. LXD counts now and then only, so it lags behind.</summary>
/// <remarks>Not thread-safe.</remarks>
[LxdModel(typeof(StorageVolumeStateData), typeof(IStorageVolumeStatesClient))]
public partial class StorageVolumeState
{
    /// <summary>The volume.</summary>
    [LxdParent]
    public virtual StorageVolume Volume { get; }
}
