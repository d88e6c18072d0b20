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
    private const int Rounds = 3;

    /// <summary>Runs a class of benchmarks a few times over and takes the quickest median of each of its methods.</summary>
    /// <remarks>One method runs after the other: something else that the machine does would otherwise meet one of them only.</remarks>
    public static Dictionary<string, Measured> Run<T>() => Enumerable.Range(0, Rounds)
        .SelectMany(_ => RunOnce<T>())
        .GroupBy(run => run.Method, run => run.Figures)
        .ToDictionary(runs => runs.Key, runs => new Measured(runs.Min(run => run.Milliseconds), runs.Min(run => run.Bytes)));

    private static IEnumerable<(string Method, Measured Figures)> RunOnce<T>()
    {
        var job = Job.Default
            .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(2), logOutput: false))
            .WithWarmupCount(6)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(150));
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "lxdgen-benchmarks"));
        var summary = BenchmarkRunner.Run<T>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidOperationException($"{typeof(T).Name} did not run to its end; the reason is above.");
        return summary.Reports.Select(report => (report.BenchmarkCase.Descriptor.WorkloadMethod.Name, Measure(report)));
    }

    private static Measured Measure(BenchmarkReport report) => new(
        report.ResultStatistics!.Median / 1e6,
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? throw new InvalidOperationException("Nothing was allocated?"));
}

/// <summary>One benchmark's figures.</summary>
/// <param name="Milliseconds">Median of one call.</param>
/// <param name="Bytes">Allocated by one call.</param>
internal sealed record Measured(double Milliseconds, double Bytes);
