using System.Reflection;
using System.Text.RegularExpressions;

namespace LxdGen.Conformance;

/// <summary>The pages for users, taken together.</summary>
public sealed partial class PageTests
{
    private static readonly HashSet<string> Known = [.. new[] { typeof(LxdClient), typeof(Testing.LxdEmulator) }.SelectMany(type => type.Assembly.GetTypes()).SelectMany(NamesOf)];

    // What the changes name may be gone by now; coverage names tests, and the other two speak of the generator. These three
    // have tests of their own.
    private static readonly string[] OtherNames = ["CHANGELOG.md", "coverage.md", "diagnostics.md", "extending.md"];

    [Fact]
    public async Task Pages_name_members_that_exist()
    {
        var unknown = new List<string>();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.md").Where(file => !OtherNames.Contains(Path.GetFileName(file))))
        {
            var named = Code().Matches(await Page.ReadAsync(file)).SelectMany(code => Member().Matches(code.Value)).Select(member => member.Value);
            unknown.AddRange(named.Where(name => !Known.Contains(name) && !Known.Contains($"{name}Attribute")).Select(name => $"{Path.GetFileName(file)}: {name}"));
        }

        Assert.Empty(unknown.Distinct());
    }

    [Fact]
    public async Task Links_between_pages_lead_somewhere()
    {
        var pages = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.md").Select(Path.GetFileName).ToHashSet();
        foreach (var page in pages)
        {
            var linked = Link().Matches(await Page.ReadAsync(page!)).Select(link => link.Groups["page"].Value);
            Assert.All(linked, target => Assert.Contains(Path.GetFileName(target), pages));
        }
    }

    [Fact]
    public async Task The_README_links_every_page()
    {
        var readme = await Page.ReadAsync("README.md");
        var pages = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.md").Select(Path.GetFileName).Except(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]);
        Assert.All(pages, page => Assert.Contains($"(docs/{page})", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance).Select(member => member.Name).Append(type.Name.Split('`')[0]);

    // In one line, outside of blocks: those are compiled.
    [GeneratedRegex("(?<!`)`(?!`)[^`\n]+`")]
    private static partial Regex Code();

    // What can only be meant as a type or method of this SDK or the emulator.
    [GeneratedRegex(@"\b(Lxd(?!Gen\b)[A-Z][a-zA-Z]+|Storage[A-Z][a-zA-Z]+|Migration[A-Z][a-zA-Z]+|[A-Z][a-zA-Z]+Async)\b")]
    private static partial Regex Member();

    [GeneratedRegex(@"\]\((?<page>[\w./-]+\.md)(#[\w-]+)?\)")]
    private static partial Regex Link();
}
