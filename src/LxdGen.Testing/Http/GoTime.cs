using System.Globalization;

namespace LxdGen.Testing.Http;

/// <summary>Times as Go writes and reads them.</summary>
internal static class GoTime
{
    /// <summary>No time.</summary>
    public const string Zero = "0001-01-01T00:00:00Z";

    public static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time that was sent; null for none, and for Go's zero time.</summary>
    public static string? Parse(string? text)
    {
        if (text is null)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) || text.Length < Zero.Length)
            throw LxdFailure.BadRequest($"parsing time \"\\\"{text}\\\"\" as \"\\\"2006-01-02T15:04:05Z07:00\\\"\": cannot parse \"{text}\\\"\" as \"2006\"");
        return text == Zero ? null : text;
    }
}
