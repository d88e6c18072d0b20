using System.IO.Compression;
using System.Xml.Linq;

namespace LxdGen.Package.Tests;

/// <summary>What is in the package, and what it says of itself.</summary>
public sealed class ContentTests(PackedFeed feed)
{
    private static readonly string[] Made = ["LxdGen.nuspec", "[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"];

    [Fact]
    public async Task The_package_holds_the_SDK_the_generator_and_the_templates()
    {
        var templates = Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema", "templates")).Select(file => $"build/templates/{Path.GetFileName(file)}");
        string[] expected =
        [
            "README.md", "analyzers/dotnet/cs/LxdGen.Generator.dll", "build/LxdGen.targets", "build/nswag.json",
            "lib/net10.0/LxdGen.dll", "lib/net10.0/LxdGen.xml", .. templates,
        ];

        Assert.Equal(Sorted([.. expected, .. Made]), await EntriesAsync(feed.Package));
    }

    [Fact]
    public async Task The_symbols_are_a_package_of_their_own() =>
        Assert.Equal(Sorted(["lib/net10.0/LxdGen.pdb", .. Made]), await EntriesAsync(feed.Symbols));

    [Fact]
    public async Task The_licence_is_an_expression_and_no_address_is_made_up()
    {
        var metadata = await MetadataAsync();

        Assert.Equal("MIT", Value("license"));
        Assert.Equal("expression", metadata.Elements().Single(element => element.Name.LocalName == "license").Attribute("type")?.Value);
        Assert.Equal("README.md", Value("readme"));
        Assert.Null(Value("projectUrl"));
        Assert.Null(metadata.Elements().SingleOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url"));

        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    [Fact]
    public async Task It_needs_two_packages()
    {
        var metadata = await MetadataAsync();

        var needed = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);

        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions", "Newtonsoft.Json"], needed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);

    private async Task<IEnumerable<string>> EntriesAsync(string package)
    {
        await feed.RequireAsync();
        using var zip = ZipFile.OpenRead(package);
        return Sorted([.. zip.Entries.Select(entry => entry.FullName)]);
    }

    private async Task<XElement> MetadataAsync()
    {
        await feed.RequireAsync();
        using var zip = ZipFile.OpenRead(feed.Package);
        using var nuspec = zip.GetEntry("LxdGen.nuspec")!.Open();
        return (await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken)).Root!.Elements().Single();
    }
}
