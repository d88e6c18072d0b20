namespace LxdGen.Generator.Tests.Harness;

/// <summary>Files of the repository that the build puts beside the tests.</summary>
internal static class TestFiles
{
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. path])).ReplaceLineEndings("\n");

    /// <summary>The made-up library, one text a file.</summary>
    public static string[] Library() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Library"), "*.cs").Order(StringComparer.Ordinal).Select(file => Read(file))];
}
