using System.Runtime.InteropServices;

namespace LxdGen.Benchmarks.Report;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Cpu => $"{CpuModel()}, {Environment.ProcessorCount} cores";

    public static string System => $"{Distribution()}, Linux {Environment.OSVersion.Version}, {RuntimeInformation.OSArchitecture}";

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>How many threads wanted to run, on average over the last minute.</summary>
    public static string Load { get; } = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string CpuModel() => Value("/proc/cpuinfo", "model name", ':') ?? "unknown CPU";

    private static string Distribution() => Value("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? "unknown system";

    private static string? Value(string file, string name, char separator) =>
        !File.Exists(file) ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim();
}
