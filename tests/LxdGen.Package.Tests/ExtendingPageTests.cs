using System.Text.RegularExpressions;

namespace LxdGen.Package.Tests;

/// <summary>docs/extending.md shows the sample and nothing else.</summary>
public sealed partial class ExtendingPageTests
{
    private static readonly string Page = Read("docs", "extending.md");

    [Fact]
    public void Every_block_is_in_the_file_that_it_names()
    {
        var blocks = Block().Matches(Page);

        Assert.True(blocks.Count >= 8, $"Only {blocks.Count} blocks were found.");
        Assert.Equal(Page.Split("```").Length - 1, 2 * blocks.Count);
        Assert.All(blocks, block => Assert.Contains(block.Groups["code"].Value, Read("samples", "OwnModels", block.Groups["file"].Value), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_of_the_targets_is_explained()
    {
        var codes = Code().Matches(Read("schema", "LxdGen.targets")).Select(match => match.Groups["code"].Value).Distinct();

        Assert.All(codes, code => Assert.Contains($"| {code} |", Page, StringComparison.Ordinal));
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```\w+ (?<file>\S+)\n(?<code>.*?\n)```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("Code=\"(?<code>LXDGEN\\d+)\"")]
    private static partial Regex Code();
}
