using System.Text.RegularExpressions;

namespace LxdGen.Generator.Tests.Harness;

/// <summary>docs/diagnostics.md: what it says of each id, and its code.</summary>
internal static partial class DiagnosticsPage
{
    private static readonly string Text = TestFiles.Read("diagnostics.md");

    public static IEnumerable<string> Ids => Heading().Matches(Text).Select(match => match.Groups["id"].Value);

    public static GeneratorRun Bad(string id) => Run(Block(Section(id), "bad"));

    public static GeneratorRun Good(string id) => Run(Block(Section(id), "good"));

    public static string Block(string text, string kind) =>
        Assert.Single(Regex.Matches(text, $"^```csharp {kind}\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)).Groups[1].Value;

    /// <summary>Code below the using directives that the page names, beside the DTOs that it shows.</summary>
    public static GeneratorRun Run(string code) => GeneratorRun.Of(code, Block(Text, "shared"), """
        global using LxdGen;
        global using LxdGen.Models;
        global using LxdGen.Raw;
        """);

    private static string Section(string id) =>
        Text.Split("\n## ").Single(section => section.StartsWith($"{id}\n", StringComparison.Ordinal));

    [GeneratedRegex("^## (?<id>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
