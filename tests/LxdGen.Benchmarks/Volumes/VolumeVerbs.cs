using System.Diagnostics;
using LxdGen.Benchmarks.Report;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Volumes;

/// <summary>The life of a volume on a real LXD, over and over: how much of the time is ours.</summary>
internal static class VolumeVerbs
{
    // By then the runtime has compiled for good what is called often.
    private const int Warmups = 100;
    private const int Rounds = 50;
    private const string Work = "create, patch, rename, delete, 50 times";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(ICollection<Part> parts)
    {
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None(Work, reason)];
        await using var lxd = await PrivateLxd.StartAsync();
        await RepeatAsync(lxd.Pool, Warmups);
        var began = Stopwatch.GetTimestamp();
        var ours = await CpuTime.OfAsync(() => RepeatAsync(lxd.Pool, Rounds));
        var whole = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        parts.Add(new(Work, "our CPU for one round", ours / Rounds));
        parts.Add(new(Work, "all of one round, the server's work included", whole / Rounds));
        return [Finding.Amount($"{Work}: CPU", 100 * ours / whole, 5, "% of the time")];
    }

    private static async Task RepeatAsync(StoragePool pool, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "created" });
            await volume.PatchAsync(new() { Config = { ["user.owner"] = "bench" } });
            await volume.RenameAsync("v2");
            await volume.DeleteAsync();
        }
    }
}
