namespace LxdGen.Package.Tests;

/// <summary>What a stranger is told who does something wrong.</summary>
public sealed class MisuseTests(MisusedProject project) : IClassFixture<MisusedProject>
{
    [Fact]
    public async Task A_class_that_is_not_partial()
    {
        var log = await project.FailAsync("Profile.cs", "public partial class", "public class");

        Assert.Matches(@"Profile\.cs\(8,14\): error LXDGEN001: The class 'Profile' must be declared partial", log);
        Assert.DoesNotContain("error CS", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13.0")]
    [InlineData("7.3")]
    [InlineData("ISO-2")]
    public async Task An_old_language(string version)
    {
        var log = await project.FailAsync($"-p:LangVersion={version}");

        Assert.Matches(@"OwnModels\.csproj : error LXDGEN105: .*C# 14.*LangVersion " + version + @"\. Remove LangVersion, or set it to 14\.", log);
        Assert.DoesNotContain("error CS", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NSwagExe_Net100", "/packages/nswag.msbuild/14.8.0/build/../tools/Net100/dotnet-nswag.dll", "14.8.0")]
    [InlineData("NSwagExe_Net100", "C:\\packages\\NSwag.MSBuild\\15.0.0-preview\\build\\..\\tools\\Net100\\dotnet-nswag.dll", "15.0.0-preview")]
    public async Task Another_NSwag(string property, string path, string version)
    {
        var log = await project.FailAsync($"-p:{property}=dotnet \"{path}\"");

        Assert.Matches($@"error LXDGEN102: .*14\.7\.1.*{version}", log);
    }

    [Fact]
    public async Task An_NSwag_from_before_dotnet_10()
    {
        var log = await project.FailAsync("-p:NSwagExe_Net100=", "-p:NSwagExe=\"/packages/nswag.msbuild/14.0.0/build/../tools/Win/NSwag.exe\"");

        Assert.Matches(@"error LXDGEN102: .*14\.7\.1.*14\.0\.0", log);
    }

    [Fact]
    public async Task No_schema()
    {
        var log = await project.FailAsync("OwnModels.csproj", "profiles.yaml", "missing.yaml");

        Assert.Matches(@"/missing\.yaml : error LXDGEN103: ", log);
    }

    [Fact]
    public async Task A_schema_that_is_no_YAML()
    {
        var log = await project.FailAsync("profiles.yaml", "  title: LXD profiles", "  title: [LXD profiles");

        Assert.Matches(@"/profiles\.yaml\(3,10\) : error LXDGEN104: What begins here is not YAML", log);
    }

    [Fact]
    public async Task A_schema_that_is_empty()
    {
        var log = await project.FailAsync("profiles.yaml", project.Sample.Read("profiles.yaml"), "\n");

        Assert.Matches(@"/profiles\.yaml : error LXDGEN104: NSwag finds no OpenAPI description in this file", log);
    }

    [Fact]
    public async Task A_schema_that_refers_to_nothing()
    {
        var log = await project.FailAsync("profiles.yaml", "schemas/ProfilePut\"", "schemas/ProfilePot\"");

        Assert.Matches(@"/profiles\.yaml : error LXDGEN104: .*'#/components/schemas/ProfilePot'", log);
    }
}
