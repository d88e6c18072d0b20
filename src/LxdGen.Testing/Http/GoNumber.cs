using System.Globalization;
using System.Numerics;

namespace LxdGen.Testing.Http;

/// <summary>Whole numbers as Go reads them in queries.</summary>
internal static class GoNumber
{
    /// <summary>The number; null for what is none.</summary>
    public static long? TryParse(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number, or the complaint about it.</summary>
    public static long Parse(string text) => TryParse(text) ?? throw LxdFailure.Internal(
        $"strconv.Atoi: parsing {GoTime.Quote(text)}: {(BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "value out of range" : "invalid syntax")}");
}
