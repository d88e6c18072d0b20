using System.Buffers;
using System.Text;

namespace LxdGen.Json;

/// <summary>Encodes what is written straight into one pooled buffer.</summary>
internal sealed class Utf8TextWriter(Encoding encoding) : TextWriter
{
    private const int FirstSize = 1024;

    private readonly Encoder _encoder = encoding.GetEncoder();
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    /// <inheritdoc/>
    public override Encoding Encoding => encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Append([value], flush: false);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Append(buffer.AsSpan(index, count), flush: false);

    /// <inheritdoc/>
    public override void Write(string? value) => Append(value, flush: false);

    /// <summary>All that was written.</summary>
    public byte[] ToArray()
    {
        Append([], flush: true);
        return _bytes[.._length];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // What is sent may hold secrets, which the next to rent the buffer should not find.
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
        base.Dispose(disposing);
    }

    private void Append(ReadOnlySpan<char> text, bool flush)
    {
        var needed = _length + encoding.GetMaxByteCount(text.Length);
        if (needed > _bytes.Length)
            Grow(needed);
        _length += _encoder.GetBytes(text, _bytes.AsSpan(_length), flush);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _bytes.Length));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}
