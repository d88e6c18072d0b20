using System.Text;

namespace LxdGen.Json;

/// <summary>Decodes a document straight into its reader's buffer, without buffers of its own.</summary>
internal sealed class Utf8TextReader(ReadOnlyMemory<byte> utf8, Encoding encoding) : TextReader
{
    private readonly Decoder _decoder = encoding.GetDecoder();
    private int _position;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        _decoder.Convert(utf8.Span[_position..], buffer.AsSpan(index, count), flush: true, out var bytes, out var chars, out _);
        _position += bytes;
        return chars;
    }
}
