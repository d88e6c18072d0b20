using System.Globalization;
using LxdGen.Conformance.Daemon;
using LxdGen.Conformance.Differential.Migrations;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace LxdGen.Conformance.Differential;

/// <summary><c>dotnet run --project tests/LxdGen.Conformance -- --seeds 1000 [--from 1] [--cluster | --renames]</c> takes as many walks as one likes, <c>--migrations 100 [--from 1]</c> as many migrations; else the tests are run.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["--seeds", var count, .. var more])
            return await CompareAsync(more is ["--from", var start, ..] ? Number(start) : 1, Number(count), more);
        if (args is ["--migrations", var migrations, .. var rest])
            return Tell(await MigrationCaseTests.CompareAsync(rest is ["--from", var first, ..] ? Number(first) : 1, Number(migrations)));
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }

    private static async Task<int> CompareAsync(int first, int count, IReadOnlyList<string> kind)
    {
        await using var cluster = kind.Contains("--cluster") ? await LxdServers.StartClusterAsync(3) : null;
        await using var daemon = cluster is null ? await LxdDaemon.StartAsync(CancellationToken.None) : null;
        Func<int, Task<string?>> compareAsync = cluster is not null ? seed => DifferentialTests.CompareAsync(cluster, seed)
            : kind.Contains("--renames") ? seed => DifferentialTests.CompareRenamesAsync(daemon!, seed)
            : seed => DifferentialTests.CompareAsync(daemon!, seed);
        var differences = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            if (await compareAsync(seed) is not { } difference)
                continue;
            differences++;
            Console.WriteLine($"Seed {seed}:\n{difference}\n");
        }

        Console.WriteLine($"{count} seeds, {differences} with a difference.");
        return differences == 0 ? 0 : 1;
    }

    private static int Tell(IReadOnlyList<string> differences)
    {
        Console.WriteLine($"{string.Join("\n\n", differences)}\n{differences.Count} differences.");
        return differences.Count == 0 ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
