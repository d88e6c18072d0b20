using System.Globalization;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>Ranges of numbers of users and groups, such as <c>1000-1999</c>, as LXD reads them.</summary>
internal static class NumberRange
{
    /// <summary>What is wrong with one; null for nothing.</summary>
    public static string? Complaint(string text)
    {
        var parts = text.Split('-', 2);
        if (!TryParse(parts[0], out var start))
            return $"Invalid number {GoString.Quote(text)}";
        if (parts.Length == 1)
            return null;
        if (!TryParse(parts[1], out var end))
            return $"Invalid end number {GoString.Quote(text)}";
        return start < end ? null : string.Create(CultureInfo.InvariantCulture, $"Start number {start} must be lower than end number {end}");
    }

    private static bool TryParse(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
