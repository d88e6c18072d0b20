using System.Globalization;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>When snapshots go, by the volume's <c>snapshots.expiry</c>.</summary>
internal static class Expiry
{
    /// <summary>The time, null for never.</summary>
    public static string? From(IReadOnlyDictionary<string, string> config, DateTimeOffset now)
    {
        if (config.GetValueOrDefault("snapshots.expiry") is not { } expression)
            return null;
        foreach (var part in expression.Split(' '))
        {
            var count = int.Parse(part.AsSpan(0, part.Length - 1), CultureInfo.InvariantCulture);
            now = part[^1] switch
            {
                'M' => now.AddMinutes(count),
                'H' => now.AddHours(count),
                'd' => now.AddDays(count),
                'w' => now.AddDays(7 * count),
                'm' => now.AddMonths(count),
                _ => now.AddYears(count),
            };
        }

        return GoTime.Exact(now);
    }
}
