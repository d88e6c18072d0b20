using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Emulator;

/// <summary>The figures of the emulator.</summary>
internal static class EmulatorRun
{
    public static async Task<IReadOnlyList<Finding>> MeasureAsync() =>
        [await EmulatorStart.MeasureAsync(), .. await EmulatorVolumes.MeasureAsync(), ConformanceOnEmulator.Measure()];
}
