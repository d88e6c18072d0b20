using System.Buffers;
using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>Lets Newtonsoft's readers and writers take their buffers from the shared pool.</summary>
internal sealed class CharPool : IArrayPool<char>
{
    public static readonly CharPool Shared = new();

    public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

    public void Return(char[]? array)
    {
        if (array is not null)
            ArrayPool<char>.Shared.Return(array);
    }
}
