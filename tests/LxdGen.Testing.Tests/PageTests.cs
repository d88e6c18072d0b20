namespace LxdGen.Testing.Tests;

/// <summary>What docs/testing-your-code.md shows is what the examples run.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task Its_code_is_that_of_the_examples()
    {
        var page = await ReadAsync("testing-your-code.md");
        var shown = page.Split("```csharp\n")[1..].Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)].Trim()).ToList();
        var run = await ReadAsync("NightlyBackupTests.cs");
        var unindented = string.Join('\n', run.Split('\n').Select(line => line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line));
        Assert.True(shown.Count >= 5, "The page shows little.");
        Assert.All(shown, code => Assert.True(run.Contains(code, StringComparison.Ordinal) || unindented.Contains(code, StringComparison.Ordinal), $"No example runs this:\n{code}"));
    }

    private static async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Shown", file), Ct)).ReplaceLineEndings("\n");
}
