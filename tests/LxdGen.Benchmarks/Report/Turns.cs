using System.Diagnostics;

namespace LxdGen.Benchmarks.Report;

/// <summary>
/// Times pieces of work in turn, in many short rounds: whatever else the machine does meets all of them alike. So a ratio
/// is the median of the rounds' ratios, and can be trusted where a time cannot.
/// </summary>
internal sealed class Turns
{
    private const int Rounds = 400;
    private const int Trials = 100;

    // The runtime compiles for good what is called often, in several steps, and each only when it has a moment's rest.
    private const int WarmupPasses = 4;
    private static readonly TimeSpan WarmupTime = TimeSpan.FromMilliseconds(300);

    private const double RoundMilliseconds = 4;

    private readonly Dictionary<string, List<double>> _times = [];

    /// <summary>Runs the pieces of work, each so often in a round that it takes a few milliseconds.</summary>
    public static async Task<Turns> TakeAsync(params (string Name, Func<Task> Run)[] works)
    {
        await WarmUpAsync([.. works.Select(work => work.Run)]);
        var repeats = new Dictionary<string, int>();
        foreach (var (name, run) in works)
            repeats[name] = Math.Max(1, (int)(RoundMilliseconds / await TimeAsync(run, Trials)));
        return await TakeAsync(Rounds, [.. works.Select(work => (work.Name, (Func<Task<double>>)(() => TimeAsync(work.Run, repeats[work.Name]))))]);
    }

    /// <summary>Runs the pieces of work until nothing of them is left to compile.</summary>
    public static async Task WarmUpAsync(params Func<Task>[] works)
    {
        for (var pass = 0; pass < WarmupPasses; pass++)
        {
            foreach (var run in works)
            {
                var began = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(began) < WarmupTime)
                    await run();
                await Task.Delay(WarmupTime);
            }
        }
    }

    /// <summary>Runs what times itself.</summary>
    public static async Task<Turns> TakeAsync(int rounds, params (string Name, Func<Task<double>> Time)[] works)
    {
        var turns = new Turns();
        foreach (var (name, _) in works)
            turns._times[name] = [];
        for (var round = 0; round < rounds; round++)
        {
            // Each begins as often as the others.
            for (var i = 0; i < works.Length; i++)
            {
                var (name, time) = works[(i + round) % works.Length];
                turns._times[name].Add(await time());
            }
        }

        return turns;
    }

    /// <summary>The median of one run, in milliseconds.</summary>
    public double Of(string name) => _times[name].Median();

    /// <summary>How many times as long as another it takes.</summary>
    public double Ratio(string name, string than) => _times[name].Zip(_times[than], (ours, theirs) => ours / theirs).ToList().Median();

    /// <summary>How much longer than another it takes, in milliseconds.</summary>
    public double Extra(string name, string than) => _times[name].Zip(_times[than], (ours, theirs) => ours - theirs).ToList().Median();

    private static async Task<double> TimeAsync(Func<Task> run, int repeats)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            await run();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / repeats;
    }
}
