using LxdGen.Conformance.Daemon;

namespace LxdGen.Package.Tests;

/// <summary>samples/OwnModels with the package that was just made.</summary>
public sealed class OwnModelsTests(PackedFeed feed, LxdFixture lxd)
{
    [Fact]
    public async Task The_sample_builds_without_a_warning_and_every_verb_works()
    {
        var sample = await Consumer.OwnModelsAsync(feed);

        (await sample.BuildAsync("-warnaserror")).MustSucceed();

        var daemon = await lxd.RequireAsync();
        var name = lxd.UniqueName("own");
        var outcome = await sample.RunAsync(daemon.SocketPath, name);

        outcome.MustSucceed();
        string[] expected =
        [
            $"created {name}: limits.cpu is 2",
            "saved: Small machines, 2 keys",
            "patched: limits.cpu is 4, limits.memory still 512MiB",
            "updated: user.visits is 1",
            "editing devices.gone: { type=none } -> (none) and devices.tty.path: '/dev/ttyS9' -> '/dev/ttyS8'",
            "saved: theirs, tty; tty is /dev/ttyS8",
            "refused: someone else was faster; our edit is still description: 'Small machines' -> 'Ours'",
            "saved: Ours",
            "put: 1 key, limits.cpu is 1, 0 devices",
            "listed default, used by 0",
            $"listed {name}, used by 0",
            $"deleted {name}: gone",
        ];
        Assert.Equal(expected, outcome.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        using var raw = new RawLxd(daemon.SocketPath);
        Assert.DoesNotContain(name, await raw.GetAsync("/1.0/profiles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_description_of_the_API_is_short() =>
        Assert.InRange((await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "samples", "OwnModels", "profiles.yaml"), TestContext.Current.CancellationToken)).Length, 1, 149);
}
