namespace LxdGen;

/// <summary>Reads the URLs of a listing, where they can be read in one way only.</summary>
internal static class ListedUrls
{
    /// <summary>What follows the listing's own path in each URL, or null if one can be read in two ways.</summary>
    /// <remarks>
    /// Some servers write names into these URLs as they are, some escape them, some twice: what has a percent sign could be
    /// either. A name may have a question mark too, so a query that servers are known to add could be part of it.
    /// </remarks>
    /// <param name="urls">The URLs.</param>
    /// <param name="listPath">The path of the listing, not escaped.</param>
    public static IReadOnlyList<string>? TryRead(IReadOnlyList<string> urls, string listPath)
    {
        var prefix = $"{listPath}/";
        var tails = new List<string>(urls.Count);
        foreach (var url in urls)
        {
            if (!url.StartsWith(prefix, StringComparison.Ordinal))
                return null;
            var tail = url[prefix.Length..];
            if (tail.Contains('%', StringComparison.Ordinal) || HasQuery(tail))
                return null;
            tails.Add(tail);
        }

        return tails;
    }

    private static bool HasQuery(string tail) =>
        tail.Contains("?project=", StringComparison.Ordinal) || tail.Contains("?target=", StringComparison.Ordinal);
}
