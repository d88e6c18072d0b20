using System.Globalization;

namespace LxdGen.Package.Tests;

/// <summary>The package in a feed that is a folder, packed from a copy of the sources by the first test that asks for it.</summary>
public sealed class PackedFeed : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen package ");
    private readonly CancellationTokenSource _over = new();
    private readonly Lazy<Task> _packed;

    // Not tied to a test's token: one cancelled test must not take the package from the others.
    public PackedFeed() => _packed = new(() =>
    {
        Repository.CopySdk(Sources);
        return PackAsync(Sources, Feed, _over.Token);
    });

    /// <summary>A version that was never restored before: NuGet takes what it has seen from its cache.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.0-test.{DateTime.UtcNow.Ticks}");

    /// <summary>Everything of these tests is in here.</summary>
    public string Root => _folder.FullName;

    public string Sources => Path.Combine(Root, "sources");

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>Where consumers unpack to, so that nothing of these tests stays in the user's cache.</summary>
    public string Unpacked => Path.Combine(Root, "unpacked");

    public string Package => Path.Combine(Feed, $"LxdGen.{Version}.nupkg");

    public string Symbols => Path.Combine(Feed, $"LxdGen.{Version}.snupkg");

    public Task RequireAsync() => _packed.Value.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Packs a copy of the sources.</summary>
    public async Task PackAsync(string sources, string output, CancellationToken cancellationToken)
    {
        var outcome = await DotNet.BuildAsync(cancellationToken,
            "pack", Path.Combine(sources, "src", "LxdGen"), "--configuration", "Release", "--output", output, $"-p:MinVerVersionOverride={Version}");
        outcome.MustSucceed();
        Assert.DoesNotContain("warning", outcome.Log, StringComparison.OrdinalIgnoreCase);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        if (_packed.IsValueCreated)
            await _packed.Value.ContinueWith(_ => { }, TaskScheduler.Default);
        _over.Dispose();
        _folder.Delete(recursive: true);
    }
}
