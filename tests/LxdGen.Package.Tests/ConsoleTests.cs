using LxdGen.Conformance.Daemon;

namespace LxdGen.Package.Tests;

/// <summary>A new console project that uses the SDK as it is.</summary>
public sealed class ConsoleTests(PackedFeed feed, LxdFixture lxd)
{
    private const string Program = """
        await using var lxd = LxdGen.LxdClient.ConnectLocal();
        foreach (var pool in await lxd.StoragePools.AllAsync())
            System.Console.WriteLine($"{pool.Name} {pool.Driver}");
        """;

    // Old C#, no implicit usings, no nullable: the SDK itself asks for none of them.
    private string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>9</LangVersion>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="LxdGen" Version="{feed.Version}" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task It_lists_pools_and_is_told_what_is_missing_for_a_schema()
    {
        var console = await Consumer.NewAsync(feed, "Pools", Project, ("Program.cs", Program));

        (await console.BuildAsync("-warnaserror")).MustSucceed();

        var withSchema = await console.BuildAsync("--no-restore", "-p:LxdSchema=profiles.yaml");
        Assert.Matches("error LXDGEN101: .*<PackageReference Include=\"NSwag.MSBuild\" Version=\"14.7.1\"", withSchema.Log);

        var daemon = await lxd.RequireAsync();
        using var raw = new RawLxd(daemon.SocketPath);
        var name = lxd.UniqueName("console");
        await raw.PostAsync("/1.0/storage-pools", $$"""{"name":"{{name}}","driver":"dir"}""");
        var outcome = await console.RunAsync(daemon.SocketPath);
        await raw.DeleteAsync($"/1.0/storage-pools/{name}");

        outcome.MustSucceed();
        Assert.Contains($"{name} dir\n", outcome.Log, StringComparison.Ordinal);
    }
}
