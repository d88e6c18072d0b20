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

    private static string? NameIn(string url, string kind)
    {
        var segments = url.Split('?')[0].Split('/');
        return segments is [.., var before, var name] && before == kind ? Uri.UnescapeDataString(name) : null;
    }
}
