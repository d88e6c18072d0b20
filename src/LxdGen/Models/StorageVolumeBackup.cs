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

    /// <summary>Gives the backup another name, waits until that is done, and takes the server's values.</summary>
    /// <remarks>
    /// <c>POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}</c>, then its GET. A GET of the
    /// new name comes first, since LXD destroys a backup onto which another one is renamed. Needs the API extension
    /// <c>custom_volume_backup</c>.
    /// </remarks>
    /// <param name="newName">The new name.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same, and the object is stale then.</param>
    /// <returns>A task that ends when that is done.</returns>
    /// <exception cref="LxdConflictException">The name is taken. Nothing was changed.</exception>
    /// <exception cref="LxdNotFoundException">The backup is not on the server.</exception>
    /// <exception cref="ArgumentException">The name cannot be one. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The object was deleted.</exception>
    /// <exception cref="LxdException">The server refused, or could not be reached.</exception>
    public virtual async Task RenameAsync(string newName, CancellationToken cancellationToken = default)
    {
        LxdName.ThrowIfUnfitForNew(newName, nameof(newName));
        _state.ThrowIfDeleted();
        if (await Volume.Backups.ExistsAsync(newName, cancellationToken).ConfigureAwait(false))
            throw new LxdConflictException($"{Volume} has a backup '{newName}' already, which LXD would destroy. Nothing was changed. Delete it first, or choose another name.");
        await _state.RenameAsync(newName, () => _client.PostAsync(Volume.Pool.Name, Volume.Type.Value, Volume.Name, Name, new StorageVolumeBackupPost { Name = newName }, cancellationToken: cancellationToken), () => Name = newName, cancellationToken).ConfigureAwait(false);
    }
}
