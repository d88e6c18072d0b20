using System.Diagnostics;

namespace LxdGen.Schema.Tests;

/// <summary>What the step from the schema to C# does in a build, tried on a copy of the sources.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("lxdgen build ").FullName;

    [Fact]
    public async Task A_build_generates_only_what_has_changed()
    {
        Repository.CopySdk(_copy);
        Assert.True(DidGenerate(await BuildAsync()));

        var unchanged = await BuildAsync();
        Assert.False(DidGenerate(unchanged));
        Assert.DoesNotContain("csc.dll", unchanged, StringComparison.Ordinal);

        await File.AppendAllTextAsync(Path.Combine(_copy, "schema", "lxd-storage.yaml"), "# A comment\n", TestContext.Current.CancellationToken);
        var commented = await BuildAsync();
        Assert.True(DidGenerate(commented));
        Assert.DoesNotContain("csc.dll", commented, StringComparison.Ordinal);
        Assert.False(DidGenerate(await BuildAsync()));
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    private static bool DidGenerate(string log) => log.Contains("nswag.json", StringComparison.Ordinal);

    private async Task<string> BuildAsync()
    {
        // Without node reuse and server: what is left running would keep the folder.
        string[] arguments = ["build", Path.Combine(_copy, "src", "LxdGen"), "--verbosity", "normal", "--nodeReuse:false", "-p:UseSharedCompilation=false"];
        using var build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var log = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, log);
        return log;
    }
}
