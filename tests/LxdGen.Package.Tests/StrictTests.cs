namespace LxdGen.Package.Tests;

/// <summary>A library that lets no analyzer's warning pass.</summary>
public sealed class StrictTests(PackedFeed feed)
{
    private string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <RootNamespace>OwnModels</RootNamespace>
            <Nullable>enable</Nullable>
            <LxdSchema>profiles.yaml</LxdSchema>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <AnalysisMode>All</AnalysisMode>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <IsAotCompatible>true</IsAotCompatible>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="LxdGen" Version="{feed.Version}" />
            <PackageReference Include="NSwag.MSBuild" Version="14.7.1" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task All_analyzers_agree_with_what_is_generated()
    {
        var sample = Path.Combine(Repository.Root, "samples", "OwnModels");
        var token = TestContext.Current.CancellationToken;
        // The analyzers do not like the name that LXD gave it: .NET Framework has a namespace of that name.
        var profile = (await File.ReadAllTextAsync(Path.Combine(sample, "Profile.cs"), token)).Replace("class Profile", "class MachineProfile", StringComparison.Ordinal);
        var library = await Consumer.NewAsync(feed, "Strict", Project,
            ("MachineProfile.cs", profile),
            ("profiles.yaml", await File.ReadAllTextAsync(Path.Combine(sample, "profiles.yaml"), token)));

        var outcome = await library.BuildAsync();

        outcome.MustSucceed();
        Assert.Contains("0 Warning(s)", outcome.Log, StringComparison.Ordinal);
    }
}
