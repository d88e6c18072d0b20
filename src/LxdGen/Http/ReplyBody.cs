using System.Buffers;
using System.Runtime.CompilerServices;

namespace LxdGen.Raw;

/// <summary>The body of a reply, in a buffer of the shared pool.</summary>
/// <param name="buffer">The buffer.</param>
/// <param name="length">How much of it the body fills.</param>
internal readonly struct ReplyBody(byte[] buffer, int length)
{
    private const int FirstSize = 4096;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads a body to its end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ReplyBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // One more than the length, so that the read that finds the end needs no larger buffer.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(content.Headers.ContentLength + 1 ?? FirstSize, 1, FirstSize * FirstSize));
        var length = 0;
        // A buffer whose read failed may still be written to, and goes back to no pool.
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length == buffer.Length)
                buffer = Grow(buffer);
        }

        return new ReplyBody(buffer, length);
    }

    /// <summary>Gives the buffer back; the bytes are not to be read after that.</summary>
    public void Release() => Release(buffer, length);

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        Release(full, full.Length);
        return larger;
    }

    private static void Release(byte[] buffer, int length)
    {
        // A config may hold secrets, which the next to rent the buffer should not find.
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
