using System.Diagnostics;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>The sample of the README, as a newcomer runs it: a process of its own.</summary>
public class TourTests(LxdFixture fixture) : PoolTest(fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_tour_tells_its_story_and_leaves_nothing_behind()
    {
        using var tour = Start();

        var output = await tour.StandardOutput.ReadToEndAsync(Token);
        await tour.WaitForExitAsync(Token);

        Assert.True(tour.ExitCode == 0, output);
        Assert.Contains("was changed on the server since it was read", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("user.visits is 3", output, StringComparison.Ordinal);
        Assert.Matches("tour-[0-9]+-2.custom/mail-copy' +has, +refreshed, +the +snapshots +nightly, +lunch", output.ReplaceLineEndings(" "));
        Assert.Contains("db.tar holds db.bin", output, StringComparison.Ordinal);
        await LeavesNothingAsync(tour);
    }

    [Theory]
    [InlineData("INT", "a pool")]
    [InlineData("TERM", "a pool")]
    [InlineData("INT", "a volume")]
    [InlineData("TERM", "a backup")]
    [InlineData("INT", "a second pool")]
    public async Task A_tour_that_is_interrupted_leaves_nothing_behind(string signal, string when)
    {
        using var tour = Start();
        await UntilAsync(async () => await HasAsync(tour, when) || tour.HasExited);

        using (var kill = Process.Start("kill", ["-s", signal, $"{tour.Id}"]))
            await kill.WaitForExitAsync(Token);
        await tour.StandardOutput.ReadToEndAsync(Token);
        await tour.WaitForExitAsync(Token);

        await LeavesNothingAsync(tour);
    }

    [Fact]
    public async Task A_socket_closed_to_us_says_how_to_get_in()
    {
        // Somewhere that the other user can read it.
        var copy = Directory.CreateTempSubdirectory("tour-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            using (var chmod = Process.Start("chmod", ["-R", "a+rX", copy.FullName]))
                await chmod.WaitForExitAsync(Token);
            using var tour = Start("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Path.Combine(copy.FullName, "Tour.dll"), "--server", "local");

            var output = await tour.StandardOutput.ReadToEndAsync(Token);
            await tour.WaitForExitAsync(Token);

            Assert.True(tour.ExitCode == 1, output);
            Assert.Contains("no permission; join the group", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
            Assert.Contains(SocketPath, output, StringComparison.Ordinal);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private async Task LeavesNothingAsync(Process tour)
    {
        Assert.DoesNotContain(await Lxd.StoragePools.NamesAsync(Token), IsOfTour);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), $"lxdgen-tour-{tour.Id}*"));
    }

    private async Task<bool> HasAsync(Process tour, string what)
    {
        var name = $"lxdgen-tour-{tour.Id}";
        var volume = Lxd.StoragePools.Handle(name).Volumes.Handle(StorageVolumeType.Custom, "db");
        return what switch
        {
            "a pool" => await Lxd.StoragePools.ExistsAsync(name, Token),
            "a volume" => await volume.Pool.Volumes.ExistsAsync(volume.Type, volume.Name, Token),
            "a backup" => await volume.Pool.Volumes.ExistsAsync(volume.Type, volume.Name, Token) && (await volume.Backups.NamesAsync(Token)).Count > 0,
            _ => await Lxd.StoragePools.ExistsAsync($"{name}-2", Token),
        };
    }

    private static bool IsOfTour(string name) => name.StartsWith("lxdgen-tour-", StringComparison.Ordinal);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "It did not happen in time.");
    }

    private Process Start() => Start("dotnet", Path.Combine(AppContext.BaseDirectory, "Tour.dll"), "--server", "local");

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["LXD_SOCKET"] = SocketPath, ["NO_COLOR"] = "1" },
        };
        return Process.Start(start)!;
    }
}
