using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>
/// Keeps the names of fields that were read lately, so that a listing does not make the same strings for each of its
/// objects. Thread-safe: a slot holds one string or another, never half of one.
/// </summary>
internal sealed class NameCache : JsonNameTable
{
    public static readonly NameCache Shared = new();

    private const int SlotBits = 9;
    private const int LongestName = 64;

    private readonly string?[] _names = new string?[1 << SlotBits];

    public override string? Get(char[] key, int start, int length)
    {
        var name = key.AsSpan(start, length);
        if (length > LongestName)
            return null;
        ref var slot = ref _names[Slot(name)];
        return slot is { } kept && name.SequenceEqual(kept) ? kept : slot = name.ToString();
    }

    // Names that fall together are made anew each time and no worse, so beginning, end and length will do, which is fast.
    private static int Slot(ReadOnlySpan<char> name)
    {
        const ulong Spread = 0x9E3779B97F4A7C15;
        var bytes = MemoryMarshal.AsBytes(name);
        var mixed = bytes.Length < sizeof(ulong)
            ? bytes.Length == 0 ? 0 : (ulong)(name[0] << 16 | name[^1])
            : BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]), 29);
        return (int)(((mixed + (uint)name.Length) * Spread) >> (64 - SlotBits));
    }
}
