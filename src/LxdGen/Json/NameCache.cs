using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>
/// Keeps the names of fields that were read lately, so that a listing does not make the same strings for each of its
/// objects. Thread-safe: a slot holds one string or another, never half of one.
/// </summary>
internal sealed class NameCache : JsonNameTable
{
    public static readonly NameCache Shared = new();

    private const int Slots = 512;
    private const int LongestName = 64;

    private readonly string?[] _names = new string?[Slots];

    public override string? Get(char[] key, int start, int length)
    {
        var name = key.AsSpan(start, length);
        if (length > LongestName)
            return null;
        ref var slot = ref _names[Hash(name) & (Slots - 1)];
        return slot is { } kept && name.SequenceEqual(kept) ? kept : slot = name.ToString();
    }

    // Whoever chooses names that fall together gains nothing here, so the hash need not be a guarded one, which is slower.
    private static uint Hash(ReadOnlySpan<char> name)
    {
        var hash = 0u;
        foreach (var character in name)
            hash = (hash * 31) + character;
        return hash;
    }
}
