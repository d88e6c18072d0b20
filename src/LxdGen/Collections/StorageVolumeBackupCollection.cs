namespace LxdGen;

public partial class StorageVolumeBackupCollection
{
    /// <summary>Makes a backup on the server, waits until that is done, and reads it: <c>POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups</c>, then its GET.</summary>
    /// <param name="options">Its name and how to make it; null, or a null name, lets the server find a name.</param>
    /// <param name="cancellationToken">Ends the wait; the server may make it all the same.</param>
    /// <returns>The backup, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken.</exception>
    /// <exception cref="ArgumentException">The name cannot be one, or has a control character. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused, or could not be reached; <see cref="LxdException.WriteMayHaveHappened"/> tells whether the backup may be there.</exception>
    public virtual Task<StorageVolumeBackup> CreateAsync(StorageVolumeBackupsPost? options = null, CancellationToken cancellationToken = default) =>
        CreateListeningAsync(options ?? new(), cancellationToken);

    private async Task<StorageVolumeBackup> CreateListeningAsync(StorageVolumeBackupsPost options, CancellationToken cancellationToken)
    {
        await _client.Pipeline.ListenAsync(cancellationToken).ConfigureAwait(false);
        return await CreateFromAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to make a backup on the server: <see cref="CreateAsync"/> without the wait and the read.</summary>
    /// <remarks><c>POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups</c>.</remarks>
    /// <param name="options">Its name and how to make it; null, or a null name, lets the server find a name.</param>
    /// <param name="cancellationToken">Ends the request; the server may make it all the same.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or has a control character. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused, or could not be reached.</exception>
    public virtual async Task<LxdOperation> StartCreateAsync(StorageVolumeBackupsPost? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        if (options.Name is { } name)
            LxdName.ThrowIfUnfitForNew(name, nameof(options));
        await _client.Pipeline.ListenAsync(cancellationToken).ConfigureAwait(false);
        var reply = await PostAsync(options, cancellationToken).ConfigureAwait(false);
        return reply.OperationOn(_client.Pipeline);
    }
}
