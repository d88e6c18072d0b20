using System.Buffers;
using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>Lets Newtonsoft's readers and writers take their buffers from the shared pool.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    public static readonly CharPool Shared = new();

    // A reader asks for little, and begins anew at the buffer's end with each text that does not end there.
    private const int Enough = 8 * 1024;

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(Math.Max(minimumLength, Enough));

    public void Return(char[]? array)
    {
        if (array is not null)
            ArrayPool<char>.Shared.Return(array);
    }
}
