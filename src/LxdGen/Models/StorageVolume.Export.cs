namespace LxdGen;

public partial class StorageVolume
{
    /// <summary>Writes a backup of the volume to a file in one call: makes a temporary backup on the server, exports it, and removes it again, whatever happens.</summary>
    /// <remarks>
    /// <c>POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups</c>, then
    /// <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export</c> and
    /// <c>DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}</c>. Needs the API
    /// extension <c>custom_volume_backup</c>. Where it cannot be removed, the exception says which backup is left; it expires after three days.
    /// To go on with an export after a failure, use <see cref="Backups"/>.
    /// </remarks>
    /// <param name="path">The file, replaced if it is there. Until it is whole it has another name, ending in <c>.partial</c>.</param>
    /// <param name="options">How to make the backup, without a name; null for the server's defaults.</param>
    /// <param name="progress">Is told how much of the file has come; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; the temporary backup is removed all the same.</param>
    /// <returns>A task that ends when the file is there and the backup is gone.</returns>
    /// <exception cref="LxdNotFoundException">There is no such volume.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The options name the backup, or the path is empty or that of a folder. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">This object was deleted.</exception>
    /// <exception cref="LxdException">The server refused or failed, the connection broke again and again, or the temporary backup could not be removed.</exception>
    public virtual Task ExportAsync(string path, StorageVolumeBackupsPost? options = null, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        PartialFile.ThrowIfNoFile(path);
        return TemporaryBackup.UseAsync(this, options, _client.Pipeline.Clock, backup => backup.ExportAsync(path, keepPartial: false, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Writes a backup of the volume to a stream in one call: makes a temporary backup on the server, exports it, and removes it again, whatever happens.</summary>
    /// <inheritdoc cref="ExportAsync(string, StorageVolumeBackupsPost, IProgress{LxdProgress}, CancellationToken)" path="/remarks"/>
    /// <param name="destination">Where to, from where it stands. It is not disposed of.</param>
    /// <param name="options">How to make the backup, without a name; null for the server's defaults.</param>
    /// <param name="progress">Is told how much of the file has come; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; the temporary backup is removed all the same.</param>
    /// <returns>A task that ends when all is written and the backup is gone.</returns>
    /// <exception cref="LxdNotFoundException">There is no such volume.</exception>
    /// <exception cref="ArgumentException">The options name the backup, or the stream cannot be written to. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">This object was deleted.</exception>
    /// <exception cref="LxdException">The server refused or failed, the connection broke again and again, or the temporary backup could not be removed.</exception>
    public virtual Task ExportAsync(Stream destination, StorageVolumeBackupsPost? options = null, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        BackupDownload.ThrowIfUnfit(destination);
        return TemporaryBackup.UseAsync(this, options, _client.Pipeline.Clock, backup => backup.ExportAsync(destination, progress, cancellationToken), cancellationToken);
    }
}
