using System.Diagnostics;

namespace LxdGen.Schema.Tests;

/// <summary>What the step from the schema to C# does in a build, tried on a copy of the sources.</summary>
public sealed class BuildTests : IDisposable
{
    private static readonly string[] Sources = ["schema", "src", "generator", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];

    private readonly string _copy = Directory.CreateTempSubdirectory("lxdgen build ").FullName;

    [Fact]
    public async Task A_build_generates_only_what_has_changed()
    {
        foreach (var source in Sources)
            Copy(Path.Combine(Root(), source), Path.Combine(_copy, source));
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

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LxdGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run below the folder of LxdGen.sln.");
        return folder.FullName;
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from).Where(entry => Path.GetFileName(entry) is not ("bin" or "obj")))
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
    }

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
