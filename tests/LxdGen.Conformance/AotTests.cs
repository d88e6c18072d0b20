using System.Diagnostics;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>The whole SDK compiled to native code, at work on a real LXD.</summary>
public class AotTests(LxdFixture fixture, AotProgram program) : PoolTest(fixture), IClassFixture<AotProgram>
{
    private const long MaxBytes = 8 * 1024 * 1024;

    [Fact]
    public async Task It_is_published_without_a_warning_of_the_trimmer_or_the_compiler()
    {
        var log = await program.PublishAsync();

        Assert.Contains("Generating native code", log, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bIL\d{4}\b", log);
        Assert.InRange(new FileInfo(program.Path).Length, 1, MaxBytes);
    }

    [Fact]
    public async Task It_does_everything_with_a_pool_and_leaves_nothing_behind()
    {
        var name = UniqueName("aot");

        var (exitCode, output, error) = await RunAsync(name, "LXD_SOCKET", SocketPath);

        Assert.True(exitCode == 0, output + error);
        string[] steps = ["listed", "created", "edited", "saved", "patched", "read the resources", "deleted"];
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(steps.Length, lines.Length);
        Assert.All(steps.Zip(lines), step => Assert.StartsWith(step.First, step.Second, StringComparison.Ordinal));
        Assert.DoesNotContain(name, await Lxd.StoragePools.NamesAsync(Token));
    }

    [Fact]
    public async Task It_lists()
    {
        var pool = await CreateAsync("dir");

        var (exitCode, output, error) = await RunAsync("list", "LXD_DIR", Path.GetDirectoryName(SocketPath)!);

        Assert.True(exitCode == 0, output + error);
        Assert.Contains($"{pool.Name} (dir)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_arrives_as_the_exception_it_should_be()
    {
        var pool = await CreateAsync("dir");

        var (exitCode, _, error) = await RunAsync(pool.Name, "LXD_SOCKET", SocketPath);

        Assert.Equal(1, exitCode);
        Assert.Contains(nameof(LxdConflictException), error, StringComparison.Ordinal);
        Assert.True(await Lxd.StoragePools.ExistsAsync(pool.Name, Token));
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string argument, string variable, string value)
    {
        await program.PublishAsync();
        var start = new ProcessStartInfo(program.Path, [argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("LXD_SOCKET");
        start.Environment.Remove("LXD_DIR");
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output, await error);
    }
}
