using System.Globalization;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>Times as Go writes and reads them.</summary>
internal static class GoTime
{
    /// <summary>No time.</summary>
    public const string Zero = "0001-01-01T00:00:00Z";

    public static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time that was sent as JSON, as Go writes it back.</summary>
    public static string ParseJson(string json) => new GoTimeReader(json).Read();

    /// <summary>A time in a text; null for none, and for Go's zero time.</summary>
    public static string? Parse(string? text) => text is null ? null : OrNull(ParseJson($"\"{text}\""));

    /// <summary>Null for Go's zero time, which is none.</summary>
    public static string? OrNull(string? time) => time == Zero ? null : time;

    /// <summary>When it is. Go takes offsets of more than a day, which .NET does not.</summary>
    public static DateTimeOffset Instant(string time)
    {
        const int seconds = 19;
        if (!DateTimeOffset.TryParse($"{time.AsSpan(0, seconds)}Z", CultureInfo.InvariantCulture, out var local))
            return DateTimeOffset.MinValue;
        if (time[^1] == 'Z')
            return local;
        var offset = new TimeSpan(int.Parse(time.AsSpan(time.Length - 5, 2), CultureInfo.InvariantCulture), int.Parse(time.AsSpan(time.Length - 2), CultureInfo.InvariantCulture), 0);
        return time[^6] == '-' ? local + offset : local - offset;
    }

    /// <summary>A text in quotes, as complaints about times have it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var octet in text)
        {
            if (octet is '"' or '\\')
                quoted.Append('\\').Append(octet);
            else if (octet is < ' ' or >= '\u0080')
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)octet:x2}");
            else
                quoted.Append(octet);
        }

        return quoted.Append('"').ToString();
    }
}
