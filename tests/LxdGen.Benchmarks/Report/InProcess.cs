using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace LxdGen.Benchmarks.Report;

/// <summary>Runs benchmarks of BenchmarkDotNet within this process: short, and without a build of its own for each.</summary>
internal static class InProcess
{
    public static Dictionary<string, Measured> Run<T>()
    {
        var job = Job.Default
            .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(2), logOutput: false))
            .WithWarmupCount(8)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(250));
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "lxdgen-benchmarks"));
        var summary = BenchmarkRunner.Run<T>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException($"{typeof(T).Name} did not run to its end; the reason is above.");
        return summary.Reports.ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, Measure);
    }

    private static Measured Measure(BenchmarkReport report) => new(
        report.ResultStatistics!.Median / 1e6,
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? throw new InvalidOperationException("Nothing was allocated?"));
}

/// <summary>One benchmark's figures.</summary>
/// <param name="Milliseconds">Median of one call.</param>
/// <param name="Bytes">Allocated by one call.</param>
internal sealed record Measured(double Milliseconds, double Bytes);
