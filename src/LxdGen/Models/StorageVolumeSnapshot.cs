using LxdGen.Raw;

namespace LxdGen;

/// <summary>A snapshot of a volume.</summary>
/// <remarks>Not thread-safe. Writes to one snapshot are made one after another within a process, whichever model they come from.</remarks>
[LxdModel(typeof(StorageVolumeSnapshotData), typeof(StorageVolumeSnapshotPut), typeof(IStorageVolumeSnapshotsClient))]
public partial class StorageVolumeSnapshot
{
    /// <summary>The volume that it was taken of.</summary>
    [LxdParent]
    public virtual StorageVolume Volume { get; }

    /// <summary>The name, unique in its volume and without that of the volume.</summary>
    [LxdPath("snapshotName")]
    public virtual string Name { get; private set; }

    /// <summary>Makes the volume what it was when the snapshot was taken: <see cref="StorageVolume.RestoreAsync"/> of <see cref="Volume"/>, <c>PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}</c>.</summary>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same, and the volume is stale then.</param>
    /// <returns>A task that ends when the volume has the server's values.</returns>
    /// <exception cref="LxdNotFoundException">There is no such snapshot, or no such volume.</exception>
    /// <exception cref="LxdException">The server refused, for example since the volume is in use.</exception>
    /// <exception cref="InvalidOperationException">This object was deleted. Another snapshot may have its name by now.</exception>
    public virtual async Task RestoreAsync(CancellationToken cancellationToken = default)
    {
        _state.ThrowIfDeleted();
        await Volume.RestoreAsync(Name, cancellationToken).ConfigureAwait(false);
    }
}
