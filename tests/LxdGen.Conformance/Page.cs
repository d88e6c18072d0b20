namespace LxdGen.Conformance;

/// <summary>A page of the documentation, and the code that it claims to show.</summary>
internal static class Page
{
    public static async Task<IReadOnlyList<string>> CodeOfAsync(string page) =>
        [.. (await ReadAsync(page)).Split("```csharp\n")[1..].Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)].Trim())];

    /// <summary>A source file, as it would stand in a page.</summary>
    public static async Task<string> SourceAsync(string file) =>
        string.Join('\n', (await ReadAsync(file)).Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line));

    public static async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
}
