namespace LxdGen;

/// <summary>
/// The rules for names, written once. They refuse only what would turn a URL into another one, or what servers are
/// known to take and then destroy other data with; everything else is for the server to judge.
/// </summary>
internal static class LxdName
{
    /// <summary>Refuses what cannot be one segment of a URL.</summary>
    public static void ThrowIfNoSegment(string value, string paramName)
    {
        ArgumentNullException.ThrowIfNull(value, paramName);
        if (WhyNoSegment(value) is { } reason)
            throw Refused(value, paramName, reason);
    }

    /// <summary>Whether this can be one segment of a URL.</summary>
    public static bool IsSegment(string value) => WhyNoSegment(value) is null;

    /// <summary>Refuses what no new object may be called.</summary>
    public static void ThrowIfUnfitForNew(string value, string paramName)
    {
        ThrowIfNoSegment(value, paramName);
        if (value.Any(char.IsControl))
            throw Refused(value, paramName, "it contains a control character");
    }

    private static string? WhyNoSegment(string value) => value switch
    {
        "" => "it is empty",
        "." or ".." => "'.' and '..' name another resource",
        _ when value.Contains('/') => "it contains a slash",
        _ when value.Contains('\0') => "it contains a NUL character",
        _ when HasLoneSurrogate(value) => "it contains half of a surrogate pair",
        _ => null,
    };

    private static ArgumentException Refused(string value, string paramName, string reason) =>
        new($"'{Printable(value)}' cannot be used as a name: {reason}.", paramName);

    private static string Printable(string value) =>
        string.Concat(value.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString()));

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsSurrogatePair(value, i))
                return true;
            i++;
        }

        return false;
    }
}
