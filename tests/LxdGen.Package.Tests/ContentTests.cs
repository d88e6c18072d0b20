namespace LxdGen.Package.Tests;

/// <summary>What is in the packages, and what they say of themselves.</summary>
public sealed class ContentTests(PackedFeed feed)
{
    [Fact]
    public async Task The_SDK_comes_with_the_generator_and_the_templates()
    {
        var package = await feed.OpenAsync(PackedFeed.Sdk);

        var templates = Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema", "templates")).Select(file => $"build/templates/{Path.GetFileName(file)}");
        string[] expected =
        [
            "README.md", "analyzers/dotnet/cs/LxdGen.Generator.dll", "build/LxdGen.targets", "build/nswag.json",
            "lib/net10.0/LxdGen.dll", "lib/net10.0/LxdGen.xml", .. templates,
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Entries);
        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions", "Newtonsoft.Json"], package.Dependencies);
        Assert.Empty(package.Frameworks);
    }

    [Theory]
    [InlineData(PackedFeed.Sdk)]
    [InlineData(PackedFeed.Testing)]
    public async Task The_symbols_are_a_package_of_their_own(string name) =>
        Assert.Equal([$"lib/net10.0/{name}.pdb"], (await feed.OpenAsync(name, "snupkg")).Entries);

    [Theory]
    [InlineData(PackedFeed.Sdk, "README.md")]
    [InlineData(PackedFeed.Testing, "emulator.md")]
    [InlineData(PackedFeed.Emulator, "emulator.md")]
    public async Task The_licence_is_an_expression_and_no_address_is_made_up(string name, string readme)
    {
        var package = await feed.OpenAsync(name);

        Assert.Equal("MIT", package["license"]);
        Assert.Equal("expression", package.Find("license")?.Attribute("type")?.Value);
        Assert.Equal(readme, package["readme"]);
        Assert.Contains(readme, package.Entries);
        Assert.Null(package["projectUrl"]);
        Assert.Null(package.Find("repository")?.Attribute("url"));
    }
}
