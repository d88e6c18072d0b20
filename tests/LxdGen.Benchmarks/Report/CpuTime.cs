namespace LxdGen.Benchmarks.Report;

internal static class CpuTime
{
    /// <summary>The time that all processors together spent on this process while something was done, in milliseconds.</summary>
    public static async Task<double> OfAsync(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
