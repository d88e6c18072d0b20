namespace LxdGen.Tests;

/// <summary>What pages of docs show is what tests and samples compile.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("dtos.md", "DtoExamples.cs")]
    [InlineData("operations-and-events.md", "EventExamples.cs")]
    public async Task Its_code_is_that_of_the_sample_or_of_a_test(string file, string examples)
    {
        var page = await ReadAsync(file);
        var shown = page.Split("```csharp\n")[1..].Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)].Trim()).ToList();
        var run = await ReadAsync("Program.cs") + Unindent(await ReadAsync(examples));
        Assert.NotEmpty(shown);
        Assert.All(shown, code => Assert.Contains(code, run, StringComparison.Ordinal));
    }

    private static string Unindent(string source) =>
        string.Join('\n', source.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line));

    private static async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Shown", file), Ct)).ReplaceLineEndings("\n");
}
