using LxdGen.Raw;

namespace LxdGen;

public partial class StorageVolumeBackup
{
    /// <summary>Reads the backup's file into a stream: <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export</c>. Needs the API extension <c>custom_volume_backup</c>.</summary>
    /// <remarks>Where the connection breaks, the rest is asked for, some times over. Little of the file is in memory at a time.</remarks>
    /// <param name="destination">Where to, from where it stands. It is not disposed of.</param>
    /// <param name="progress">Is told how much has come; null for nobody.</param>
    /// <param name="cancellationToken">Ends it. The destination then has a part of the file.</param>
    /// <returns>A task that ends when all of it is written.</returns>
    /// <exception cref="LxdNotFoundException">The backup is not on the server.</exception>
    /// <exception cref="LxdConnectionException">The connection breaks again and again, or stands still for <see cref="LxdClientOptions.TransferIdleTimeout"/>.</exception>
    /// <exception cref="LxdException">The server refused, or the backup was replaced meanwhile.</exception>
    /// <exception cref="ArgumentException">The stream cannot be written to. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">This object was deleted.</exception>
    public virtual async Task ExportAsync(Stream destination, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        BackupDownload.ThrowIfUnfit(destination);
        _state.ThrowIfDeleted();
        using var file = await OpenAsync(null, null, cancellationToken).ConfigureAwait(false);
        await CopyAsync(file, destination, 0, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the backup's file into a file, which is there once it is whole: <c>GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export</c>. Needs the API extension <c>custom_volume_backup</c>.</summary>
    /// <remarks>
    /// Until then it is written to <c>PATH.ID.partial</c>, where the ID is that of this very backup. That file is kept when
    /// the export fails or is cancelled, and the next export of the same backup to the same path goes on from there.
    /// </remarks>
    /// <param name="path">The file, replaced if it is there.</param>
    /// <param name="progress">Is told how much has come, earlier parts included; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="IOException">The file cannot be written, for example since the disk is full. The message names the partial file.</exception>
    /// <exception cref="UnauthorizedAccessException">The partial file may not be written.</exception>
    /// <exception cref="ArgumentException">The path is empty or that of a folder. Nothing was sent.</exception>
    /// <inheritdoc cref="ExportAsync(Stream, IProgress{LxdProgress}, CancellationToken)" path="/exception"/>
    public virtual Task ExportAsync(string path, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ExportAsync(path, keepPartial: true, progress, cancellationToken);

    internal async Task ExportAsync(string path, bool keepPartial, IProgress<LxdProgress>? progress, CancellationToken cancellationToken)
    {
        PartialFile.ThrowIfNoFile(path);
        _state.ThrowIfDeleted();
        using var file = await OpenAsync(null, null, cancellationToken).ConfigureAwait(false);
        var address = _client.Pipeline.Identify($"{_client.Pipeline.Project}/{Volume.Pool.Name}/{Volume.Type}/{Volume.Name}/{Name}");
        await PartialFile.WriteAsync(path, address, file, (stream, position) => CopyAsync(file, stream, position, progress, cancellationToken), keepPartial).ConfigureAwait(false);
    }

    private Task<LxdDownload> OpenAsync(string? range, string? ifRange, CancellationToken cancellationToken) =>
        _client.ExportAsync(Volume.Pool.Name, Volume.Type.Value, Volume.Name, Name, range, ifRange, cancellationToken: cancellationToken);

    private Task CopyAsync(LxdDownload file, Stream destination, long position, IProgress<LxdProgress>? progress, CancellationToken cancellationToken) =>
        new BackupDownload(OpenAsync, file, _client.Pipeline.Clock).CopyToAsync(destination, position, progress, cancellationToken);
}
