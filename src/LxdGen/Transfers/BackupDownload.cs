using System.Buffers;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>Reads the file of a backup, and goes on where a connection has broken: a GET can be repeated.</summary>
/// <param name="open">Asks for the file, or for a range of it as long as it is unchanged.</param>
/// <param name="file">The first answer. It tells which file it is, even when it is disposed of.</param>
/// <param name="clock">The clock for pauses.</param>
internal sealed class BackupDownload(Func<string?, string?, CancellationToken, Task<LxdDownload>> open, LxdDownload file, TimeProvider clock)
{
    // In a row, with less than this between them.
    private const int MaxFailures = 5;
    private const long Headway = 1024 * 1024;

    private long _position;

    /// <summary>Whether the server tells enough of the file to know it again.</summary>
    private bool CanGoOn => file is { TotalLength: not null, LastModified: not null };

    /// <summary>Copies the file.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="position">How much of it is there already.</param>
    /// <param name="progress">Is told how much is there; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CopyToAsync(Stream destination, long position, IProgress<LxdProgress>? progress, CancellationToken cancellationToken)
    {
        var tally = new TransferProgress("download", file.TotalLength, progress, position);
        var backoff = new Backoff(clock);
        var download = position == 0 ? file : null;
        _position = position;
        for (var failures = 0; download is not null || _position < file.TotalLength;)
        {
            var before = _position;
            try
            {
                using var current = download ?? await GoOnAsync(cancellationToken).ConfigureAwait(false);
                await CopyAsync(current.Content, destination, tally, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (LxdConnectionException) when (CanGoOn)
            {
                failures = _position - before >= Headway ? 1 : failures + 1;
                if (failures > MaxFailures)
                    throw;
                download = null;
                await Task.Delay(backoff.Begin(), clock, cancellationToken).ConfigureAwait(false);
            }
        }

        if (file.TotalLength is { } total && _position != total)
            throw new LxdMalformedReplyException($"The server sent {_position} bytes of a file of {total}.");
        tally.End();
    }

    /// <summary>Refuses what nothing can be copied to.</summary>
    public static void ThrowIfUnfit(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destination.CanWrite)
            throw new ArgumentException("The stream cannot be written to. Open it for writing.", nameof(destination));
    }

    private async Task CopyAsync(Stream source, Stream destination, TransferProgress tally, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(TransferProgress.PieceLength);
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                _position += count;
                tally.Add(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<LxdDownload> GoOnAsync(CancellationToken cancellationToken)
    {
        var rest = await open($"bytes={_position}-", file.LastModified?.ToString("R"), cancellationToken).ConfigureAwait(false);
        if (rest.TotalLength == file.TotalLength && rest.LastModified == file.LastModified && rest.Offset == _position)
            return rest;
        await rest.DisposeAsync().ConfigureAwait(false);
        throw new LxdException(rest.Offset == 0 && rest.StatusCode == 200 && rest.LastModified == file.LastModified
            ? "The export broke, and what answers for the server sends no part of a file, so it cannot go on. Export it anew."
            : "The backup was replaced on the server while it was exported. Export it anew.");
    }
}
