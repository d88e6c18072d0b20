using System.Text;
using System.Text.Unicode;
using Decoded = System.Buffers.OperationStatus;

namespace LxdGen.Json;

/// <summary>Decodes a document straight into its reader's buffer, without buffers of its own.</summary>
/// <param name="utf8">The document.</param>
internal sealed class Utf8TextReader(ReadOnlyMemory<byte> utf8) : TextReader
{
    private int _position;

    // The second half of a pair whose first half was the last that had room.
    private char? _half;

    /// <inheritdoc/>
    /// <exception cref="DecoderFallbackException">The document is not UTF-8.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        var chars = buffer.AsSpan(index, count);
        var written = 0;
        if (_half is { } half && count > 0)
        {
            chars[written++] = half;
            _half = null;
        }

        var status = Utf8.ToUtf16(utf8.Span[_position..], chars[written..], out var bytes, out var decoded, replaceInvalidSequences: false);
        _position += bytes;
        written += decoded;
        if (status is Decoded.InvalidData or Decoded.NeedMoreData)
            throw new DecoderFallbackException();
        if (status == Decoded.DestinationTooSmall && written < count)
            written += Split(chars[written..]);
        return written;
    }

    /// <summary>Decodes a pair for which there is room for one half only.</summary>
    private int Split(Span<char> chars)
    {
        Rune.DecodeFromUtf8(utf8.Span[_position..], out var rune, out var bytes);
        _position += bytes;
        Span<char> pair = stackalloc char[2];
        rune.EncodeToUtf16(pair);
        (chars[0], _half) = (pair[0], pair[1]);
        return 1;
    }
}
