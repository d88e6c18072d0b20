namespace LxdGen.Raw;

/// <summary>Where a path leads when every link on the way is followed, so that two names of one file can be told to be that.</summary>
internal static class RealPath
{
    // More links in a row than this are a circle, as they are to Linux.
    private const int MaxLinks = 40;

    public static string Of(string path)
    {
        try
        {
            return Resolve(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be followed is compared by its name.
            return path;
        }
    }

    private static string Resolve(string path)
    {
        path = Path.GetFullPath(path);
        for (var links = 0; links < MaxLinks && FirstLink(path) is { } link; links++)
            path = Path.GetFullPath(link.Target + path[link.Path.Length..]);
        return path;
    }

    /// <summary>The first part of the path that is a link, and where it leads.</summary>
    private static (string Path, string Target)? FirstLink(string path)
    {
        for (var end = path.IndexOf(Path.DirectorySeparatorChar, 1); ; end = path.IndexOf(Path.DirectorySeparatorChar, end + 1))
        {
            var part = end < 0 ? path : path[..end];
            if (new FileInfo(part).LinkTarget is { } target)
                return (part, Path.Combine(Path.GetDirectoryName(part)!, target));
            if (end < 0)
                return null;
        }
    }
}
