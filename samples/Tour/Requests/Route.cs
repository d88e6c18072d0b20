namespace Tour.Requests;

/// <summary>A path with the names taken out, so that requests of one kind can be counted together.</summary>
internal static class Route
{
    private static readonly string[] BeforeNames = ["storage-pools", "custom", "snapshots", "backups", "operations"];

    public static string Of(string pathAndQuery)
    {
        var segments = pathAndQuery.Split('?')[0].Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            if (BeforeNames.Contains(segments[i - 1]))
                segments[i] = "*";
        }

        return string.Join('/', segments);
    }
}
