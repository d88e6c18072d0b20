using System.Buffers;

namespace LxdGen.Testing.Http;

/// <summary>Takes bytes in arrays that are used again: those of long lists would keep the collector busy.</summary>
/// <param name="size">How many bytes are expected, where they are many.</param>
internal sealed class RentedBuffer(int size = RentedBuffer.SmallSize) : IBufferWriter<byte>, IDisposable
{
    private const int SmallSize = 512;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(size, SmallSize));
    private int _length;

    /// <summary>What was written. It is not to be read once this is disposed of.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _length >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
