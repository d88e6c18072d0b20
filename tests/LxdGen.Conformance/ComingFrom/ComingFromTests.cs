using System.Diagnostics;
using System.Text.RegularExpressions;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>The pages that put LxdGen beside another client: what they show runs, and nothing is left out.</summary>
public sealed partial class ComingFromTests(LxdPairFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("coming-from-pylxd.md", "PylxdExample.cs")]
    [InlineData("coming-from-lxc.md", "LxcExample.cs")]
    public async Task Every_statement_of_the_page_is_one_that_was_run(string page, string example)
    {
        var shown = SecondColumn().Matches(await Page.ReadAsync(page)).SelectMany(row => Code().Matches(row.Groups["cell"].Value)).Select(code => code.Groups["code"].Value).ToList();
        var run = (await Page.ReadAsync(example)).Split('\n').Select(line => line.Trim()).ToHashSet();

        Assert.True(shown.Count > 20, $"Only {shown.Count} statements were found.");
        Assert.All(shown, statement => Assert.Contains(statement, run));
    }

    [Fact]
    public async Task What_stands_beside_pylxd_runs() => await RunAsync(PylxdExample.RunAsync);

    [Fact]
    public async Task What_stands_beside_lxc_runs() => await RunAsync(LxcExample.RunAsync);

    [Theory]
    [InlineData("storage")]
    [InlineData("storage", "volume")]
    public async Task Every_command_of_the_installed_lxc_is_on_its_page(params string[] group)
    {
        await fixture.RequireAsync();
        var page = await Page.ReadAsync("coming-from-lxc.md");
        var start = new ProcessStartInfo("lxc", [.. group, "--help"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var lxc = Process.Start(start)!;
        var help = await lxc.StandardOutput.ReadToEndAsync(Token);
        var commands = Command().Matches(help).Select(command => command.Groups["name"].Value).ToList();

        Assert.Contains("create", commands);
        Assert.All(commands, command => Assert.Matches($@"lxc {string.Join(' ', group)} {command}(?![\w-])", page));
    }

    private async Task RunAsync(Func<LxdClient, LxdClient, CancellationToken, Task> example)
    {
        var servers = await fixture.RequireAsync();
        await using var lxd = servers.Connect(0);
        await using var there = servers.Connect(1);
        try
        {
            await example(lxd, there, Token);
        }
        finally
        {
            await RemovePoolsAsync(lxd);
            await RemovePoolsAsync(there);
        }
    }

    /// <summary>What an example that failed has left.</summary>
    private static async Task RemovePoolsAsync(LxdClient lxd)
    {
        foreach (var name in new[] { "pool1", "pool2", "far" })
        {
            if (await lxd.StoragePools.TryGetAsync(name) is not { } pool)
                continue;
            foreach (var volume in await pool.Volumes.AllAsync())
                await volume.DeleteAsync();
            await pool.DeleteAsync();
        }
    }

    [GeneratedRegex(@"^\|[^|\n]*\|(?<cell>[^\n]*)\|$", RegexOptions.Multiline)]
    private static partial Regex SecondColumn();

    [GeneratedRegex("`(?<code>[^`]*;)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^  (?<name>[a-z-]+) +[A-Z]", RegexOptions.Multiline)]
    private static partial Regex Command();
}
