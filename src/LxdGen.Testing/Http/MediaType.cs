namespace LxdGen.Testing.Http;

/// <summary>What tells files from JSON.</summary>
internal static class MediaType
{
    public const string File = "application/octet-stream";

    public static bool IsFile(string? contentType) => contentType == File;
}
