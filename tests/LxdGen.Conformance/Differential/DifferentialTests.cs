using System.Diagnostics;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance.Differential;

/// <summary>A daemon of the walks' own, for they remove all pools that they find.</summary>
public sealed class WalkedFixture() : SharedFixture<LxdDaemon>(() => LxdDaemon.StartAsync(CancellationToken.None));

/// <summary>Random walks on the emulator and on a real LXD, answer by answer.</summary>
public sealed class DifferentialTests(WalkedFixture fixture)
{
    private const int Length = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    // These take longer.
    public static TheoryData<int> FewSeeds => [.. Enumerable.Range(1, 8)];

    public static TheoryData<string> Known => [.. OnceDifferent.Walks.Keys];

    [Theory, MemberData(nameof(Seeds))]
    public async Task The_emulator_answers_as_the_real_server_does(int seed)
    {
        var daemon = await fixture.RequireAsync();
        Assert.Null(await CompareAsync(daemon, seed));
    }

    [Theory, MemberData(nameof(FewSeeds))]
    public async Task What_is_done_with_volumes_whose_project_was_renamed_is_the_same(int seed)
    {
        var daemon = await fixture.RequireAsync();
        Assert.Null(await CompareRenamesAsync(daemon, seed));
    }

    [Theory, MemberData(nameof(Known))]
    public async Task What_once_was_different_is_the_same(string what)
    {
        var daemon = await fixture.RequireAsync();
        Assert.Null(await CompareAsync(daemon, OnceDifferent.Walks[what]));
    }

    /// <summary>The same of a cluster.</summary>
    internal static async Task<string?> CompareAsync(LxdServers cluster, int seed)
    {
        var directories = cluster.Daemons.Select(daemon => daemon.Directory).ToList();
        await using var emulated = await LxdEmulator.StartAsync(new() { Directory = directories[0], Members = ["n1", "n2", "n3"] });
        using var real = new Server("LXD", cluster.Daemons[0].SocketPath, directories);
        using var emulator = new Server("emulator", emulated.SocketPath, [.. directories.Select(_ => directories[0])]);
        try
        {
            return await new Comparison(real, emulator).FindAsync(new ClusterWalk(seed).Take(Length));
        }
        finally
        {
            // The cluster is shared with tests that expect it to be empty.
            await real.ClearAsync();
        }
    }

    internal static Task<string?> CompareAsync(LxdDaemon daemon, int seed) => CompareAsync(daemon, new Walk(seed).Take(Length));

    /// <summary>The same of a project that is renamed.</summary>
    internal static Task<string?> CompareRenamesAsync(LxdDaemon daemon, int seed) => CompareAsync(daemon, new RenameWalk(seed).Take(Length));

    // Some of what walks leave on the disk keeps volumes and pools from being deleted. In snapshots on btrfs nothing can be, until they are made writable.
    private static async Task SweepAsync(LxdDaemon daemon)
    {
        var script = $"cd '{daemon.Directory}/storage-pools' && find . -mindepth 4 -maxdepth 4 -inum 256 -exec btrfs property set -f -ts {{}} ro false ';' && rm -rf */custom/* */custom-snapshots/*";
        using var process = Process.Start(new ProcessStartInfo("nsenter", ["--target", $"{daemon.Pid}", "--mount", "sh", "-c", script]) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private static async Task<string?> CompareAsync(LxdDaemon daemon, IReadOnlyList<Step> walk)
    {
        var emulated = await LxdEmulator.StartAsync(new() { Directory = daemon.Directory });
        using var real = new Server("LXD", daemon.SocketPath, daemon.Directory) { Sweep = () => SweepAsync(daemon) };
        using var emulator = new Server("emulator", emulated.SocketPath, daemon.Directory) { Sweep = StartAnewAsync };
        try
        {
            return await new Comparison(real, emulator).FindAsync(walk);
        }
        finally
        {
            await emulated.DisposeAsync();
        }

        async Task StartAnewAsync()
        {
            await emulated.DisposeAsync();
            emulated = await LxdEmulator.StartAsync(new() { Directory = daemon.Directory, SocketPath = emulated.SocketPath });
        }
    }
}
