using LxdGen.Raw;

namespace LxdGen;

/// <summary>A backup of a volume: an archive on the server that can be exported, and imported anywhere.</summary>
/// <remarks>Not thread-safe.</remarks>
[LxdModel(typeof(StorageVolumeBackupData), typeof(IStorageVolumeBackupsClient))]
public partial class StorageVolumeBackup
{
    /// <summary>The volume that it was made of.</summary>
    [LxdParent]
    public virtual StorageVolume Volume { get; }

    /// <summary>The name, unique in its volume.</summary>
    [LxdPath("backupName")]
    public virtual string Name { get; private set; }
}
