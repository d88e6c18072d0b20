using System.Globalization;
using System.Text.RegularExpressions;

namespace LxdGen.Testing.State;

/// <summary>Sizes as LXD reads them.</summary>
internal static partial class ByteSize
{
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["B"] = 1,
        [" bytes"] = 1,
        ["kB"] = 1e3m,
        ["MB"] = 1e6m,
        ["GB"] = 1e9m,
        ["TB"] = 1e12m,
        ["PB"] = 1e15m,
        ["EB"] = 1e18m,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
        ["PiB"] = 1L << 50,
        ["EiB"] = 1L << 60,
    };

    public static bool TryParse(string text, out long size)
    {
        size = 0;
        if (Pattern().Match(text) is not { Success: true } match || !Units.TryGetValue(match.Groups[2].Value, out var unit))
            return false;
        if (!long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number * unit is var value && value > long.MaxValue)
            return false;
        size = (long)value;
        return true;
    }

    /// <summary>What is wrong with a size; null for nothing.</summary>
    public static string? Complaint(string text)
    {
        if (TryParse(text, out _))
            return null;
        if (Pattern().Match(text) is not { Success: true } match || !Units.TryGetValue(match.Groups[2].Value, out var unit))
            return $"Invalid value: {text}";
        return long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"Overflow multiplying {number} with {unit:0}")
            : $"Invalid integer: {text}";
    }

    /// <summary>A size as LXD tells it.</summary>
    public static string Describe(long size)
    {
        if (size < 1024)
            return string.Create(CultureInfo.InvariantCulture, $"{size}B");
        var (value, power) = (size / 1024.0, 0);
        for (; value >= 1024 && power < 5; power++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:F1}{"KMGTPE"[power]}iB");
    }

    [GeneratedRegex(@"^([0-9]+)([A-Za-z ]*)\z")]
    private static partial Regex Pattern();
}
