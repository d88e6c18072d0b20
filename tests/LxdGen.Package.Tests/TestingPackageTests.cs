using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace LxdGen.Package.Tests;

/// <summary>The package with the emulator, and a stranger who tests with it.</summary>
public sealed partial class TestingPackageTests(PackedFeed feed)
{
    // The page shows a class up to its first test, then one test after the other.
    private const string Usings = """
        using LxdGen;
        using LxdGen.Testing;
        using LxdGen.Testing.Tests.Examples;
        using Microsoft.Extensions.Time.Testing;
        using Xunit;


        """;

    private const string Token = "    private static CancellationToken Ct => TestContext.Current.CancellationToken;";

    private string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="LxdGen.Testing" Version="{feed.Version}" />
            <PackageReference Include="Microsoft.Extensions.TimeProvider.Testing" Version="{VersionOf("Microsoft.Extensions.TimeProvider.Testing")}" />
            <PackageReference Include="xunit.v3" Version="{VersionOf("xunit.v3")}" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task It_holds_the_emulator_and_nothing_else()
    {
        var package = await feed.OpenAsync(PackedFeed.Testing);

        Assert.Equal(["emulator.md", "lib/net10.0/LxdGen.Testing.dll", "lib/net10.0/LxdGen.Testing.xml"], package.Entries);
        Assert.Equal(["LxdGen", "YamlDotNet"], package.Dependencies);
        Assert.Equal(["Microsoft.AspNetCore.App"], package.Frameworks);
    }

    [Fact]
    public async Task The_profiles_are_in_the_assembly()
    {
        var package = await feed.OpenAsync(PackedFeed.Testing);

        using var assembly = new PEReader(new MemoryStream(package.Read("lib/net10.0/LxdGen.Testing.dll")));
        var metadata = assembly.GetMetadataReader();
        var resources = metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name));
        var profiles = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "LxdGen.Testing", "Profiles")).Select(Path.GetFileName);
        Assert.Equal(profiles.Order(StringComparer.Ordinal), resources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_first_test_of_the_page_passes_in_a_project_that_has_only_the_package()
    {
        var program = Read("tests", "LxdGen.Testing.Tests", "Examples", "NightlyBackup.cs");
        var tests = await Consumer.NewAsync(feed, "Nightly", Project, ("NightlyBackup.cs", $"using LxdGen;\n\n{program}"), ("NightlyBackupTests.cs", FirstOfPage()));
        (await tests.BuildAsync("-warnaserror")).MustSucceed();

        var outcome = await tests.RunAsync(socket: null);

        outcome.MustSucceed();
        Assert.Matches("Total: 1, Errors: 0, Failed: 0, Skipped: 0", outcome.Log);
    }

    private static string FirstOfPage()
    {
        var blocks = Block().Matches(Read("docs", "testing-your-code.md")).Select(block => block.Groups["code"].Value).ToList();
        return $"{Usings}{blocks[0]}\n{Token}\n{blocks[1]}}}\n";
    }

    private static string VersionOf(string package) =>
        Regex.Match(Read("Directory.Packages.props"), $"Include=\"{Regex.Escape(package)}\" Version=\"(?<version>[^\"]+)\"").Groups["version"].Value;

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^```csharp\n(?<code>.*?\n)```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
