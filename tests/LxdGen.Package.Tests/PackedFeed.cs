using System.Globalization;

namespace LxdGen.Package.Tests;

/// <summary>The packages in a feed that is a folder, packed from a copy of the sources by the first test that asks for them.</summary>
public sealed class PackedFeed : IAsyncDisposable
{
    public const string Sdk = "LxdGen";
    public const string Testing = "LxdGen.Testing";
    public const string Emulator = "LxdGen.Emulator";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen package ");
    private readonly CancellationTokenSource _over = new();
    private readonly Lazy<Task> _packed;

    // Not tied to a test's token: one cancelled test must not take the packages from the others.
    public PackedFeed() => _packed = new(() =>
    {
        Repository.CopySdk(Sources);
        return PackAllAsync(Sources, Feed, _over.Token);
    });

    /// <summary>A version that was never restored before: NuGet takes what it has seen from its cache.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.0-test.{DateTime.UtcNow.Ticks}");

    /// <summary>Everything of these tests is in here.</summary>
    public string Root => _folder.FullName;

    public string Sources => Path.Combine(Root, "sources");

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>Where consumers unpack to, so that nothing of these tests stays in the user's cache.</summary>
    public string Unpacked => Path.Combine(Root, "unpacked");

    /// <summary>The files of the feed.</summary>
    public IEnumerable<string> All => Directory.EnumerateFiles(Feed);

    public Task RequireAsync() => _packed.Value.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>One package of the feed.</summary>
    internal async Task<PackageFile> OpenAsync(string name, string extension = "nupkg")
    {
        await RequireAsync();
        return new PackageFile(Path.Combine(Feed, $"{name}.{Version}.{extension}"));
    }

    /// <summary>Packs everything of a copy of the sources.</summary>
    public async Task PackAllAsync(string sources, string output, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { Sdk, Testing, Emulator })
            await PackAsync(sources, output, name, cancellationToken);
    }

    /// <summary>Packs one project of a copy of the sources.</summary>
    public async Task PackAsync(string sources, string output, string name, CancellationToken cancellationToken)
    {
        var outcome = await DotNet.BuildAsync(cancellationToken,
            "pack", Path.Combine(sources, "src", name), "--configuration", "Release", "--output", output, $"-p:MinVerVersionOverride={Version}");
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
