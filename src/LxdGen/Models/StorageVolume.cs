using LxdGen.Raw;

namespace LxdGen;

/// <summary>A volume of a storage pool.</summary>
/// <remarks>Not thread-safe. Writes to one volume are made one after another within a process, whichever model they come from.</remarks>
[LxdModel(typeof(StorageVolumeData), typeof(StorageVolumePut), typeof(IStorageVolumesClient))]
public partial class StorageVolume
{
    /// <summary>The pool that it is in.</summary>
    [LxdParent]
    public virtual StoragePool Pool { get; }

    /// <summary>What it is for. It cannot be changed.</summary>
    [LxdPath("type")]
    public virtual StorageVolumeType Type { get; }

    /// <summary>The name, unique among the volumes of its type, pool and project.</summary>
    [LxdPath("volumeName")]
    public virtual string Name { get; private set; }

    /// <summary>Its snapshots. Needs the API extension <c>storage_api_volume_snapshots</c>.</summary>
    public virtual StorageVolumeSnapshotCollection Snapshots => new(new StorageVolumeSnapshotsClient(_client.Pipeline), this);

    /// <summary>Its backups. Needs the API extension <c>custom_volume_backup</c>.</summary>
    public virtual StorageVolumeBackupCollection Backups => new(new StorageVolumeBackupsClient(_client.Pipeline), this);

    /// <summary>How much space it takes: <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/state</c>. Needs the API extension <c>storage_volume_state</c>.</summary>
    public virtual LxdSingleton<StorageVolumeState> State => new(() => new StorageVolumeState(new StorageVolumeStatesClient(_client.Pipeline), this));

    /// <summary>Makes the volume what it was when a snapshot was taken, waits until that is done, and takes the server's values. Edits are kept.</summary>
    /// <remarks><c>PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}</c> with the snapshot's name only, then its GET. Needs the API extension <c>storage_api_volume_snapshots</c>.</remarks>
    /// <param name="snapshotName">The snapshot's name, without that of the volume.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same, and the object is stale then.</param>
    /// <returns>A task that ends when the server's values are here.</returns>
    /// <exception cref="LxdNotFoundException">There is no such snapshot, or no such volume.</exception>
    /// <exception cref="ArgumentException">The name cannot be one of a snapshot. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused, for example since the volume is in use.</exception>
    public virtual Task RestoreAsync(string snapshotName, CancellationToken cancellationToken = default)
    {
        LxdName.ThrowIfNoSegment(snapshotName, nameof(snapshotName));
        return _state.ChangeAsync(() => _client.PutAsync(Pool.Name, Type.Value, Name, new StorageVolumePut { Restore = snapshotName }, cancellationToken: cancellationToken), null, cancellationToken);
    }
}
