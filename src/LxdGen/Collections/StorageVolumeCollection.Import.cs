using LxdGen.Models;

namespace LxdGen;

public partial class StorageVolumeCollection
{
    /// <summary>Makes a custom volume of a backup, an ISO image or a tarball, waits until that is done, and reads it: <c>POST /1.0/storage-pools/{poolName}/volumes/custom</c>, then its GET. Needs the API extension <c>custom_volume_backup</c>.</summary>
    /// <remarks>Little of the file is in memory at a time. It is sent once: what becomes of a broken import is not known.</remarks>
    /// <param name="source">The file, sent from where it stands. It is not disposed of, and need not be seekable.</param>
    /// <param name="import">Name and kind; null for a backup under the name that is in it.</param>
    /// <param name="progress">Is told how much was sent, and then what the server tells; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; the server may make the volume all the same.</param>
    /// <returns>The volume, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken.</exception>
    /// <exception cref="LxdNotFoundException">There is no such pool.</exception>
    /// <exception cref="LxdExtensionMissingException">The server cannot do it. Nothing was sent.</exception>
    /// <exception cref="LxdConnectionException">The connection broke or stood still for <see cref="LxdClientOptions.TransferIdleTimeout"/>, as with LXD 5.0 when a compressed archive is cut off.</exception>
    /// <exception cref="ArgumentException">The name cannot be one, or has a control character, or white space at an end; or there is none, and the file has none either. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused the file, or could not make the volume; <see cref="LxdException.WriteMayHaveHappened"/> tells whether the volume may be there.</exception>
    public virtual async Task<StorageVolume> ImportAsync(Stream source, StorageVolumeImport? import = null, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var handle = HandleOf(import);
        var reply = await SendAsync(source, import, progress, cancellationToken).ConfigureAwait(false);
        StorageVolume? created = null;
        await WriteFate.AfterAsync(async () =>
        {
            await reply.OperationOn(_client.Pipeline).WaitAsync(progress, cancellationToken).ConfigureAwait(false);
            handle ??= Handle(StorageVolumeType.Custom, CreatedName.FindImported(reply, $"{ListPath}/{StorageVolumeType.Custom}", _client.Pipeline.Project));
            created = await ReadAsync(handle, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return created!;
    }

    /// <param name="path">The file.</param>
    /// <param name="import">Name and kind; null for a backup under the name that is in it.</param>
    /// <param name="progress">Is told how much was sent, and then what the server tells; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; the server may make the volume all the same.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="ImportAsync(Stream, StorageVolumeImport, IProgress{LxdProgress}, CancellationToken)"/>
    public virtual async Task<StorageVolume> ImportAsync(string path, StorageVolumeImport? import = null, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var source = Open(path);
        await using (source.ConfigureAwait(false))
            return await ImportAsync(source, import, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a file of which the server is to make a custom volume, and does not wait for that: the POST of <see cref="ImportAsync(Stream, StorageVolumeImport, IProgress{LxdProgress}, CancellationToken)"/>.</summary>
    /// <param name="source">The file, sent from where it stands. It is not disposed of, and need not be seekable.</param>
    /// <param name="import">Name and kind; null for a backup under the name that is in it.</param>
    /// <param name="progress">Is told how much was sent; null for nobody.</param>
    /// <param name="cancellationToken">Ends the sending; the server may make the volume all the same.</param>
    /// <returns>The operation that makes the volume, begun when all is sent. A name that is taken is told by its wait.</returns>
    /// <inheritdoc cref="ImportAsync(Stream, StorageVolumeImport, IProgress{LxdProgress}, CancellationToken)" path="/exception"/>
    public virtual async Task<LxdOperation> StartImportAsync(Stream source, StorageVolumeImport? import = null, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        HandleOf(import);
        return (await SendAsync(source, import, progress, cancellationToken).ConfigureAwait(false)).OperationOn(_client.Pipeline);
    }

    /// <param name="path">The file.</param>
    /// <param name="import">Name and kind; null for a backup under the name that is in it.</param>
    /// <param name="progress">Is told how much was sent; null for nobody.</param>
    /// <param name="cancellationToken">Ends the sending; the server may make the volume all the same.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <inheritdoc cref="StartImportAsync(Stream, StorageVolumeImport, IProgress{LxdProgress}, CancellationToken)"/>
    public virtual async Task<LxdOperation> StartImportAsync(string path, StorageVolumeImport? import = null, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var source = Open(path);
        await using (source.ConfigureAwait(false))
            return await StartImportAsync(source, import, progress, cancellationToken).ConfigureAwait(false);
    }

    private Task<LxdReply> SendAsync(Stream source, StorageVolumeImport? import, IProgress<LxdProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return _client.ImportAsync(Existing(_pool).Name, source, import?.Name, import?.Type, progress: progress, cancellationToken: cancellationToken);
    }

    private StorageVolume? HandleOf(StorageVolumeImport? import)
    {
        if (import?.Name is { } name)
        {
            LxdName.ThrowIfUnfitForNew(name, nameof(import));
            return Handle(StorageVolumeType.Custom, name);
        }

        return import?.Type is { } type ? throw new ArgumentException($"A file of the type '{type}' has no name in it. Set Name.", nameof(import)) : null;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
