using System.Diagnostics;
using LxdGen.Benchmarks.Report;
using LxdGen.Benchmarks.Volumes;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Processes;

/// <summary>The native program that lists the pools of a real LXD, against curl doing the same GET.</summary>
internal static class NativeList
{
    private const int Pairs = 60;
    private const int Warmups = 5;
    private const string Work = "native program: start, connect, list, exit";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(NativeProgram program)
    {
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None(Work, reason)];
        await using var lxd = await PrivateLxd.StartAsync();
        return await CompareAsync(program.Path, lxd.Daemon.SocketPath);
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
