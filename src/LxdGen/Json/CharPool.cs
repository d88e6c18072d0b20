using System.Buffers;
using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>Lets Newtonsoft's readers and writers take their buffers from the shared pool.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    public static readonly CharPool Shared = new();

    // Newtonsoft asks for 1,024, and reads a text anew that crosses the end of its buffer.
    private const int Enough = 8 * 1024;

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(Math.Max(minimumLength, Enough));

    public void Return(char[]? array)
    {
        if (array is not null)
            ArrayPool<char>.Shared.Return(array);
    }
}
