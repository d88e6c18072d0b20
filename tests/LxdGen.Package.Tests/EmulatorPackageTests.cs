using System.Diagnostics;

namespace LxdGen.Package.Tests;

/// <summary>The emulator as a tool.</summary>
public sealed class EmulatorPackageTests(PackedFeed feed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_holds_the_program_and_what_it_needs_and_nothing_else()
    {
        var package = await feed.OpenAsync(PackedFeed.Emulator);

        string[] own = ["LxdGen", "LxdGen.Emulator", "LxdGen.Testing"];
        string[] others = ["Newtonsoft.Json", "System.CommandLine", "YamlDotNet"];
        string[] expected =
        [
            "emulator.md",
            .. own.SelectMany(name => new[] { $"{name}.dll", $"{name}.pdb", $"{name}.xml" }).Concat(others.Select(name => $"{name}.dll"))
                .Concat(["DotnetToolSettings.xml", "LxdGen.Emulator.deps.json", "LxdGen.Emulator.runtimeconfig.json"])
                .Select(file => $"tools/net10.0/any/{file}"),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), package.Entries.Where(entry => !entry.EndsWith("/System.CommandLine.resources.dll", StringComparison.Ordinal)));
        Assert.Empty(package.Dependencies);
        Assert.Equal("DotnetTool", package.Metadata.Descendants().Single(element => element.Name.LocalName == "packageType").Attribute("name")?.Value);
    }

    [Fact]
    public async Task Installed_it_answers_on_its_socket_and_takes_the_socket_with_it_when_it_is_stopped()
    {
        var program = await InstallAsync();
        // The path of a socket is short.
        var folder = Directory.CreateTempSubdirectory("lxd-");
        try
        {
            var socket = Path.Combine(folder.FullName, "unix.socket");
            using var process = Process.Start(new ProcessStartInfo(program, [socket]) { RedirectStandardOutput = true })!;
            try
            {
                Assert.Equal($"LXD 5.0.2 is emulated on {socket}. Ctrl+C stops it.", await process.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, Token));
                using var raw = new RawLxd(socket);
                Assert.Contains("\"api_version\":\"1.0\"", await raw.GetAsync("/1.0"), StringComparison.Ordinal);

                using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                    await kill.WaitForExitAsync(Token);
                await process.WaitForExitAsync(Token).WaitAsync(Patience, Token);
            }
            finally
            {
                process.Kill();
            }

            Assert.Equal(0, process.ExitCode);
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> InstallAsync()
    {
        var consumer = await Consumer.NewAsync(feed, "Tool", "<Project />");
        var tools = Path.Combine(consumer.Folder, "tools");
        var outcome = await DotNet.RunAsync(
            ["tool", "install", PackedFeed.Emulator, "--version", feed.Version, "--tool-path", tools, "--configfile", Path.Combine(consumer.Folder, "nuget.config")], socket: null, Token);
        outcome.MustSucceed();
        return Path.Combine(tools, "lxdgen-emulator");
    }
}
