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
        try
        {
            return expression.Split(' ').Aggregate(now, (time, part) => Add(time, part[^1], int.Parse(part.AsSpan(0, part.Length - 1), CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            // Later than .NET can say is as late as it can.
            return DateTimeOffset.MaxValue;
        }
    }

    private static DateTimeOffset Add(DateTimeOffset time, char unit, int count) => unit switch
    {
        'S' => time.AddSeconds(count),
        'M' => time.AddMinutes(count),
        'H' => time.AddHours(count),
        'd' => time.AddDays(count),
        'w' => time.AddDays(7.0 * count),
        'm' => time.AddMonths(count),
        _ => time.AddYears(count),
    };
}
