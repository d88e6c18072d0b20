using LxdGen.Testing;
using Tour;
using Tour.Output;
using Tour.Servers;

namespace LxdGen.Conformance;

/// <summary>The sample of the README as it runs without any LXD, in this process.</summary>
public sealed class TourOnEmulatorTests
{
    private static readonly string[] Chapters =
    [
        "Who is there?", "A pool of our own", "Edit, look, save", "Someone else is faster", "Three volumes", "Find them", "The nightly backup",
        "A mistake", "The restore", "A copy elsewhere", "The move", "How full is it?", "Leave nothing behind", "What the server told meanwhile", "What it cost",
    ];

    private static readonly Lazy<Task<(int ExitCode, string Output)>> Redirected = new(RunAsync);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_to_its_end_in_plain_text_of_80_columns_where_it_is_redirected()
    {
        var (exitCode, output) = await Redirected.Value;

        Assert.True(exitCode == 0, output);
        Assert.All(Chapters, title => Assert.Contains($"── {title} ──", output, StringComparison.Ordinal));
        Assert.Contains("nobody's real pools are touched", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 80));
    }

    [Fact]
    public async Task It_tells_what_happened_and_what_it_cost()
    {
        var (_, output) = await Redirected.Value;

        // Lines are broken between words.
        var flat = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("was changed on the server since it was read", flat, StringComparison.Ordinal);
        Assert.Contains("db.tar holds db.bin", flat, StringComparison.Ordinal);
        Assert.Contains("has backups, which a move to another pool or server loses: nightly", flat, StringComparison.Ordinal);
        Assert.Matches(@"storage-volume-restored +│ 1 ", output);
        Assert.Matches(@"GET +│ /1\.0/storage-pools/\*/volumes/custom/\*/backups/\*/export +│ 4 ", output);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData(null, true)]
    public async Task On_a_terminal_NO_COLOR_leaves_no_escape_codes(string? noColor, bool hasEscapes)
    {
        var (before, terminal) = (Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"));
        Environment.SetEnvironmentVariable("NO_COLOR", noColor);
        Environment.SetEnvironmentVariable("TERM", "xterm-256color");
        try
        {
            using var output = new StringWriter();
            var screen = Screen.Open(output, isTerminal: true);
            // Whether the writer is a terminal cannot be feigned; a terminal would be found to know these.
            screen.Profile.Capabilities.Ansi |= noColor is null;

            Assert.Equal(0, await new Performance(screen).RunAsync("emulator", Token));

            Assert.Equal(hasEscapes, output.ToString().Contains('\e', StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", before);
            Environment.SetEnvironmentVariable("TERM", terminal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_leaves_no_pool_and_no_file_behind_whether_it_ends_or_is_stopped(bool isStopped)
    {
        await using var emulator = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Token);
        await using var second = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Token);
        await using var lxd = emulator.Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var output = new StringWriter();
        var running = new Performance(Screen.Open(output, isTerminal: false)).RunAsync(Stage.On(emulator, second, TimeProvider.System), stop.Token);
        if (isStopped)
        {
            await UntilAsync(() => lxd.StoragePools.ExistsAsync("lxdgen-tour", Token));
            await stop.CancelAsync();
        }

        Assert.Equal(isStopped ? 130 : 0, await running);

        Assert.Empty(await lxd.StoragePools.NamesAsync(Token));
        await using var there = second.Connect();
        Assert.Empty(await there.StoragePools.NamesAsync(Token));
        Assert.False(Directory.Exists(Path.Combine(Path.GetTempPath(), $"lxdgen-tour-{Environment.ProcessId}")));
    }

    [Fact]
    public async Task The_capture_is_what_docs_show_with_every_chapter()
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            using var output = new StringWriter();
            Assert.Equal(0, await new Performance(Screen.Open(output, isTerminal: false), file).RunAsync("emulator", Token));

            var drawn = await File.ReadAllTextAsync(file.FullName, Token);
            Assert.StartsWith("<svg", drawn, StringComparison.Ordinal);
            Assert.All(Chapters, title => Assert.Contains($">{title}<", drawn, StringComparison.Ordinal));
            // If not, the tour is another one by now: `dotnet run --project samples/Tour -- --capture docs/tour.svg`.
            Assert.Equal(await Page.ReadAsync("tour.svg"), drawn);
        }
        finally
        {
            file.Delete();
        }
    }

    [Fact]
    public async Task A_server_that_lxc_does_not_know_is_named_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("lxc-");
        Environment.SetEnvironmentVariable("LXD_CONF", folder.FullName);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config.yml"), "remotes:\n  lab:\n    addr: https://192.0.2.1:8443\n    protocol: lxd\n  images:\n    addr: https://192.0.2.2\n    protocol: simplestreams\n", Token);

            Assert.Contains("elsewhere is no remote in ", await RefusedAsync("elsewhere"), StringComparison.Ordinal);
            Assert.Contains("which has lab, images.", await RefusedAsync("elsewhere"), StringComparison.Ordinal);
            Assert.Contains("images is a server of images", await RefusedAsync("images"), StringComparison.Ordinal);
            Assert.Contains("client.crt and client.key beside it", await RefusedAsync("lab"), StringComparison.Ordinal);
            Assert.Contains("client.crt and client.key beside it", await RefusedAsync("https://192.0.2.1:8443"), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("LXD_CONF", null);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RefusedAsync(string server)
    {
        using var output = new StringWriter();
        Assert.Equal(1, await new Performance(Screen.Open(output, isTerminal: false)).RunAsync(server, Token));
        return output.ToString().ReplaceLineEndings(" ");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync()
    {
        using var output = new StringWriter();
        var exitCode = await new Performance(Screen.Open(output, isTerminal: false)).RunAsync("emulator", CancellationToken.None);
        return (exitCode, output.ToString());
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "It did not happen in time.");
    }
}
