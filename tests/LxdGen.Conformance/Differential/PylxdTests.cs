using System.Diagnostics;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance.Differential;

/// <summary>pylxd, LXD's client in Python, on the emulator and on a real LXD: it sees the same.</summary>
public sealed class PylxdTests(WalkedFixture fixture)
{
    // Debian's own, which has Debian's packages.
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Pylxd_tells_the_same_of_both()
    {
        var daemon = await fixture.RequireAsync();
        using (var walked = new Server("LXD", daemon.SocketPath, daemon.Directory))
            await walked.ClearAsync();
        await using var emulated = await LxdEmulator.StartAsync(new() { Directory = daemon.Directory }, TestContext.Current.CancellationToken);

        var theirs = await TellAsync(daemon.SocketPath);

        Assert.Contains("create a pool: p1", theirs);
        Lxc.AssertSame(theirs, await TellAsync(emulated.SocketPath));
    }

    private static async Task<IReadOnlyList<string>> TellAsync(string socketPath)
    {
        var (exitCode, output, error) = await OtherClient.RunAsync(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "pylxd-story.py"), socketPath]));
        // Nobody who has an LXD needs to have pylxd.
        Assert.SkipWhen(error.Contains("No module named 'pylxd'", StringComparison.Ordinal) && !LxdAvailability.Required, "Install pylxd with `apt-get install -y python3-pylxd`.");
        Assert.True(exitCode == 0, $"{output}{error}");
        return output.Trim().Split('\n');
    }
}
