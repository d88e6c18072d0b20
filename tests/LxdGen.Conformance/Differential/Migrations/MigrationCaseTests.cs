using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential.Migrations;

/// <summary>Migrations by chance, right and wrong, between two real servers and between two emulators: told by both in the same words, with the same effect.</summary>
public sealed class MigrationCaseTests(LxdPairFixture real, EmulatorPairFixture emulated)
{
    private const int Cases = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_emulators_migrate_as_two_real_servers_do(int seed) =>
        await AssertSameAsync(emulated, seed, _ => true);

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task An_emulator_and_a_real_server_migrate_as_two_real_servers_do(int seed, bool isEmulatorFirst) =>
        await AssertSameAsync(await MixedPair.RequireAsync(real, emulated, isEmulatorFirst), seed, wanted => !wanted.IsBetweenBtrfs);

    /// <summary>As many cases as one likes, a seed for each, between two emulators and between one and a real server.</summary>
    internal static async Task<IReadOnlyList<string>> CompareAsync(int first, int count)
    {
        await using var servers = await LxdServers.StartAsync(2);
        await using var emulators = new EmulatorPairFixture();
        await emulators.InitializeAsync();
        var real = new LxdPair(servers);
        var pairs = new[] { emulators, await MixedPair.MakeAsync(real, emulators, true), await MixedPair.MakeAsync(real, emulators, false) };
        var differences = new List<string>();
        for (var seed = first; seed < first + count; seed++)
        {
            var pair = pairs[seed % pairs.Length];
            differences.AddRange((await CompareAsync(real, pair, seed, 1, wanted => pair == emulators || !wanted.IsBetweenBtrfs)).Select(difference => $"Seed {seed}: {difference}"));
        }

        return differences;
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(IServerPair theirs, IServerPair ours, int seed, int count, Func<MigrationCase, bool> isWanted)
    {
        await MigrationRun.MakePoolsAsync(theirs);
        await MigrationRun.MakePoolsAsync(ours);
        var random = new Random(seed);
        var differences = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var wanted = MigrationCase.Choose(random);
            while (wanted.NeverEnds || !isWanted(wanted))
                wanted = MigrationCase.Choose(random);
            var (expected, actual) = (await RunAsync(theirs, wanted, $"r{seed}-{number}"), await RunAsync(ours, wanted, $"o{seed}-{number}"));
            if (expected != actual)
                differences.Add($"{wanted}\n{Tell("LXD", expected, actual)}\n{Tell("emulator", actual, expected)}");
        }

        return differences;
    }

    private async Task AssertSameAsync(IServerPair ours, int seed, Func<MigrationCase, bool> isWanted)
    {
        var theirs = await LxdPair.RequireAsync(real);
        await MigrationRun.MakePoolsAsync(emulated);
        try
        {
            var differences = await CompareAsync(theirs, ours, seed, Cases, isWanted);
            Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        }
        finally
        {
            await MigrationRun.RemovePoolsAsync(theirs);
            await MigrationRun.RemovePoolsAsync(emulated);
        }
    }

    private static string Tell(string who, string told, string other) => string.Join('\n', told.Split('\n').Except(other.Split('\n')).Select(line => $"  {who}: {line}"));

    private static async Task<string> RunAsync(IServerPair pair, MigrationCase wanted, string name)
    {
        using var run = new MigrationRun(pair, wanted, name);
        try
        {
            return await run.TellAsync();
        }
        finally
        {
            await run.ForgetAsync();
        }
    }
}
