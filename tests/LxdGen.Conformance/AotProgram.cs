using System.Diagnostics;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>tests/LxdGen.AotSmoke as native code, published by the first test that asks for it.</summary>
public sealed class AotProgram : IAsyncDisposable
{
    private const string InstallCommand = "apt-get install -y --no-install-recommends clang zlib1g-dev lld";

    // Everything that the publish makes goes in here, so that it neither reads nor writes a bin or obj of the sources,
    // which other tests and builds use at the same time.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen aot ");
    private readonly CancellationTokenSource _over = new();
    private readonly Lazy<Task<string>> _log;

    // Not tied to a test's token: one cancelled test must not take the program from the others.
    public AotProgram() => _log = new(() => RunPublishAsync(_over.Token));

    public string Path => System.IO.Path.Combine(_folder.FullName, "out", "LxdGen.AotSmoke");

    /// <summary>Publishes, unless that was done, and returns what the build printed. Skips the calling test where nothing can link.</summary>
    public async Task<string> PublishAsync()
    {
        if (!HasClang())
        {
            const string Reason = $"Native code is linked by clang, which is not on PATH; install it with `{InstallCommand}`.";
            Assert.SkipUnless(LxdAvailability.Required, Reason);
            throw new InvalidOperationException($"LXDGEN_REQUIRE_LXD=1, but: {Reason}");
        }

        return await _log.Value.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        if (_log.IsValueCreated)
            await _log.Value.ContinueWith(_ => { }, TaskScheduler.Default);
        _over.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool HasClang() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, "clang")));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "LxdGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run below the folder of LxdGen.sln.");
        return folder.FullName;
    }

    private async Task<string> RunPublishAsync(CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "publish", System.IO.Path.Combine(Root(), "tests", "LxdGen.AotSmoke"),
            "--artifacts-path", _folder.FullName, "--output", System.IO.Path.GetDirectoryName(Path)!,
            // Without node reuse and server: what is left running would keep the folder.
            "--nodeReuse:false", "-p:UseSharedCompilation=false",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        try
        {
            var log = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
            await publish.WaitForExitAsync(cancellationToken);
            Assert.True(publish.ExitCode == 0, log);
            return log;
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
            await publish.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
