namespace LxdGen.Tests;

/// <summary>What docs/dtos.md shows is what the tests and the sample run.</summary>
public sealed class DtoPageTests
{
    [Fact]
    public async Task Its_code_is_that_of_the_sample_or_of_a_test()
    {
        var page = await ReadAsync("dtos.md");
        var shown = page.Split("```csharp\n")[1..].Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)].Trim()).ToList();
        var run = await ReadAsync("Program.cs") + Unindent(await ReadAsync("DtoExamples.cs"));
        Assert.NotEmpty(shown);
        Assert.All(shown, code => Assert.Contains(code, run, StringComparison.Ordinal));
    }

    private static string Unindent(string source) =>
        string.Join('\n', source.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line));

    private static async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Shown", file), Ct)).ReplaceLineEndings("\n");
}
