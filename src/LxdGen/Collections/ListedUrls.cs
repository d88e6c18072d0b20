namespace LxdGen;

/// <summary>Reads the URLs of a listing, where they can be read in one way only.</summary>
internal static class ListedUrls
{
    /// <summary>What follows the listing's own path in each URL, or null if one can be read in two ways.</summary>
    /// <remarks>
    /// Some servers write names into these URLs as they are, some escape them, some twice: what has a percent sign could be
    /// either. A query is added where a project was asked for, and a name may have a question mark.
    /// </remarks>
    /// <param name="urls">The URLs.</param>
    /// <param name="listPath">The path of the listing, not escaped.</param>
    public static IReadOnlyList<string>? TryRead(IReadOnlyList<string> urls, string listPath)
    {
        var prefix = $"{listPath}/";
        var tails = new List<string>(urls.Count);
        foreach (var url in urls)
        {
            if (!url.StartsWith(prefix, StringComparison.Ordinal) || url.AsSpan(prefix.Length).IndexOfAny('%', '?') >= 0)
                return null;
            tails.Add(url[prefix.Length..]);
        }

        return tails;
    }
}
