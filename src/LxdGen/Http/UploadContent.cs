using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace LxdGen.Raw;

/// <summary>A body that comes from a stream, of which only a piece is in memory.</summary>
internal sealed class UploadContent : TrackedContent
{
    private readonly Stream _source;
    private readonly long? _length;
    private readonly IdleTimer _idle;
    private readonly TransferProgress _progress;

    public UploadContent(Stream source, IdleTimer idle, IProgress<LxdProgress>? progress)
    {
        _source = source;
        _length = source.CanSeek ? Math.Max(0, source.Length - source.Position) : null;
        _idle = idle;
        _progress = new TransferProgress("upload", _length, progress);
        // Written in any other way, LXD takes it for JSON.
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    /// <summary>What reading the source has thrown, which says nothing of the connection; null if it has not.</summary>
    public ExceptionDispatchInfo? SourceFault { get; private set; }

    protected override async Task SendAsync(Stream connection, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(TransferProgress.PieceLength);
        try
        {
            while (await ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                _idle.Start();
                await connection.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                _progress.Add(count);
            }

            // From here on the reply is waited for.
            _idle.Start();
            _progress.End();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        _idle.Stop();
        try
        {
            return await _source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            SourceFault = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }
}
