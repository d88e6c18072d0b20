using System.Diagnostics;
using LxdGen.Benchmarks.Report;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Benchmarks.Emulator;

/// <summary>How long a test waits for an emulator of its own.</summary>
internal static class EmulatorStart
{
    private const int Rounds = 41;

    public static async Task<Finding> MeasureAsync()
    {
        // The first one of a process has to be compiled.
        await TimeAsync();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
            times.Add(await TimeAsync());
        return Finding.Amount("emulator: from its start to its first answer", times.Median(), 50, "ms");
    }

    private static async Task<double> TimeAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var emulator = await LxdEmulator.StartAsync();
        using var client = LxdSocket.ClientFor(emulator.SocketPath);
        await client.GetByteArrayAsync("/1.0");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
