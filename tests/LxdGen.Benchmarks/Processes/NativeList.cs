using System.Diagnostics;
using LxdGen.Benchmarks.Report;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Processes;

/// <summary>The native program that lists the pools of a real LXD, against curl doing the same GET.</summary>
internal static class NativeList
{
    private const int Pairs = 60;
    private const int Warmups = 5;
    private const string Work = "native program: start, connect, list, exit";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(CancellationToken cancellationToken)
    {
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None(Work, reason)];
        var folder = Directory.CreateTempSubdirectory("lxdgen-native-");
        try
        {
            var program = Publish(folder.FullName);
            await using var daemon = await LxdDaemon.StartAsync(cancellationToken);
            using var lxd = LxdClient.ConnectLocal(new() { SocketPath = daemon.SocketPath });
            await lxd.StoragePools.CreateAsync(new() { Name = "bench", Driver = "dir" }, cancellationToken);
            return await CompareAsync(program, daemon.SocketPath);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Publish(string folder)
    {
        var output = Path.Combine(folder, "out");
        Programs.Run(new("dotnet", [
            "publish", Path.Combine(Repository.Root, "tests", "LxdGen.AotSmoke"), "--artifacts-path", folder, "--output", output,
            "--nodeReuse:false", "-p:UseSharedCompilation=false"]));
        return Path.Combine(output, "LxdGen.AotSmoke");
    }

    private static async Task<IReadOnlyList<Finding>> CompareAsync(string program, string socket)
    {
        ProcessStartInfo Ours() => new(program, ["list"]) { Environment = { ["LXD_SOCKET"] = socket } };
        ProcessStartInfo Curl() => new("curl", ["--silent", "--fail", "--unix-socket", socket, "http://lxd/1.0/storage-pools?recursion=1"]);

        const string Program = "ours";
        const string Than = "`curl --unix-socket`";
        (string, Func<Task<double>>)[] works = [(Program, () => Task.FromResult(Programs.Time(Ours()))), (Than, () => Task.FromResult(Programs.Time(Curl())))];
        await Turns.TakeAsync(Warmups, works);
        var turns = await Turns.TakeAsync(Pairs, works);
        var peak = Enumerable.Range(0, 30).Max(_ => Programs.Peak(Ours()));
        return
        [
            Finding.Times($"{Work}: wall", turns, Program, Than, 1),
            Finding.Amount($"native program: peak of memory", peak / 1e6, 16, "MB"),
            Finding.Amount("native program: file", new FileInfo(program).Length / 1e6, 8, "MB"),
        ];
    }
}
