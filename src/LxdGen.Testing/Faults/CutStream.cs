using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Faults;

/// <summary>The body of an answer, which the connection does not survive.</summary>
/// <param name="http">The request.</param>
/// <param name="inner">Where the body goes.</param>
/// <param name="left">How many bytes get through.</param>
internal sealed class CutStream(HttpContext http, Stream inner, long left) : Stream
{
    private long _left = left;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // Kestrel flushes only when everything was sent, since it is told to keep nothing back.
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = buffer[..(int)Math.Min(_left, buffer.Length)];
        _left -= part.Length;
        if (part.Length > 0)
        {
            await inner.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_left == 0)
            http.Abort();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Of headers that come before the body nothing is to be seen either.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
