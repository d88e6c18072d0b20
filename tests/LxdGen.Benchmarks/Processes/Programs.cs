using System.Diagnostics;
using System.Globalization;

namespace LxdGen.Benchmarks.Processes;

/// <summary>Runs other programs, and measures whole runs of them.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {output}");
    }

    /// <summary>How long a run takes, from before its start to after its end, in milliseconds.</summary>
    public static double Time(ProcessStartInfo start)
    {
        var began = Stopwatch.GetTimestamp();
        Run(start);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The most memory that a run had in RAM, in bytes.</summary>
    /// <remarks>
    /// What wait4 says would be wrong: it counts the memory of this process, in which the child begins. So the kernel's
    /// high-water mark of the program itself is read over and over until it has ended.
    /// </remarks>
    /// <param name="start">The program.</param>
    /// <param name="pause">How long to wait between two looks, in milliseconds: none for a program that ends soon, some for one that needs the processors.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static long Peak(ProcessStartInfo start, int pause = 0)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var peak = 0L;
        while (HighWater($"/proc/{process.Id}/status") is { } bytes)
        {
            peak = Math.Max(peak, bytes);
            Thread.Sleep(pause);
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}.");
    }

    private static long? HighWater(string status)
    {
        try
        {
            var line = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line["VmHWM:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
