using System.Globalization;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>When things go, by expressions such as <c>1w 2d</c>.</summary>
internal static class Expiry
{
    /// <summary>When a new snapshot goes, by the volume's <c>snapshots.expiry</c>; null for never.</summary>
    public static string? From(IReadOnlyDictionary<string, string> config, DateTimeOffset now) => Of(config.GetValueOrDefault("snapshots.expiry", ""), now) is { } time ? GoTime.Exact(time) : null;

    /// <summary>The time; null where there is nothing but space.</summary>
    public static DateTimeOffset? Of(string expression, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(expression))
            return null;
        foreach (var part in expression.Split(' '))
        {
            var count = int.Parse(part.AsSpan(0, part.Length - 1), CultureInfo.InvariantCulture);
            now = part[^1] switch
            {
                'S' => now.AddSeconds(count),
                'M' => now.AddMinutes(count),
                'H' => now.AddHours(count),
                'd' => now.AddDays(count),
                'w' => now.AddDays(7 * count),
                'm' => now.AddMonths(count),
                _ => now.AddYears(count),
            };
        }

        return now;
    }
}
