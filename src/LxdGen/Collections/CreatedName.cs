namespace LxdGen;

/// <summary>Finds the name that a server gave to what it has created, in the operation that did it.</summary>
internal static class CreatedName
{
    /// <summary>The name.</summary>
    /// <param name="reply">The reply to the POST.</param>
    /// <param name="listPath">The path that was posted to.</param>
    /// <exception cref="LxdOutcomeUnknownException">The server does not tell.</exception>
    public static string Find(LxdReply reply, string listPath)
    {
        var kind = listPath[(listPath.LastIndexOf('/') + 1)..];
        var urls = reply.Operation is { } operation ? operation.Resources.Values.SelectMany(urls => urls).Prepend(operation.EntityUrl) : [];
        return urls.Select(url => NameIn(url ?? string.Empty, kind)).FirstOrDefault(name => name is not null)
            ?? throw new LxdOutcomeUnknownException($"It was created in {listPath}, but the server does not tell under which name. List what is there, or give a name.") { WriteMayHaveHappened = true };
    }

    /// <summary>The name of a volume that was made of a file.</summary>
    /// <param name="reply">The reply to the POST.</param>
    /// <param name="listPath">The path that was posted to.</param>
    /// <param name="project">The project it was made in, null for the server's.</param>
    /// <exception cref="LxdOutcomeUnknownException">The server does not tell.</exception>
    public static string FindImported(LxdReply reply, string listPath, string? project)
    {
        // LXD 5.0 writes no URL here but a name behind a prefix, not escaped.
        const string prefix = "/1.0/storage_volumes/";
        var resources = reply.Operation?.Resources;
        if (resources is null || !resources.TryGetValue("storage_volumes", out var urls) || urls is not [var url] || !url.StartsWith(prefix, StringComparison.Ordinal))
            return Find(reply, listPath);
        var suffix = $"?project={project}";
        return url.EndsWith(suffix, StringComparison.Ordinal) ? url[prefix.Length..^suffix.Length] : url[prefix.Length..];
    }

    private static string? NameIn(string url, string kind)
    {
        var segments = url.Split('?')[0].Split('/');
        return segments is [.., var before, var name] && before == kind ? Uri.UnescapeDataString(name) : null;
    }
}
