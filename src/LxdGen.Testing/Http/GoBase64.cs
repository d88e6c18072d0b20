using System.Diagnostics.CodeAnalysis;

namespace LxdGen.Testing.Http;

/// <summary>Base64 as LXD's library of macaroons reads it: in either alphabet, padded or not.</summary>
internal static class GoBase64
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // So many letters are three octets.
    private const int Quantum = 4;

    /// <param name="text">Base64, or what is none.</param>
    /// <param name="length">How many octets it is.</param>
    /// <param name="fault">Where it is wrong, counted from 0.</param>
    public static bool TryMeasure(string text, out int length, [NotNullWhen(false)] out int? fault)
    {
        var octets = System.Text.Encoding.UTF8.GetBytes(text);
        var alphabet = Letters + (text.Contains('+', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal) ? "+/" : "-_");
        var isPadded = text.EndsWith('=');
        (length, fault) = (0, null);
        for (var at = 0; Skip(octets, at) < octets.Length && fault is null;)
            (at, length, fault) = Read(octets, at, length, alphabet, isPadded);
        return fault is null;
    }

    private static (int At, int Length, int? Fault) Read(byte[] octets, int at, int length, string alphabet, bool isPadded)
    {
        for (var count = 0; count < Quantum; count++)
        {
            at = Skip(octets, at);
            if (at == octets.Length)
                return count == 0 ? (at, length, null) : count == 1 || isPadded ? (at, length, at - count) : (at, length + count - 1, null);
            var letter = (char)octets[at++];
            if (alphabet.Contains(letter, StringComparison.Ordinal))
                continue;
            if (letter != '=' || !isPadded || count < 2)
                return (at, length, at - 1);
            return (octets.Length, length + count - 1, FaultOfPadding(octets, at, count));
        }

        return (at, length + Quantum - 1, null);
    }

    private static int? FaultOfPadding(byte[] octets, int at, int count)
    {
        if (count == 2)
        {
            at = Skip(octets, at);
            if (at == octets.Length)
                return at;
            if (octets[at] != '=')
                return at - 1;
            at++;
        }

        at = Skip(octets, at);
        return at < octets.Length ? at : null;
    }

    private static int Skip(byte[] octets, int at)
    {
        while (at < octets.Length && octets[at] is (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }
}
