namespace LxdGen.Package.Tests;

/// <summary>One restored copy of the sample, in which one thing after another is wrong.</summary>
public sealed class MisusedProject(PackedFeed feed) : IAsyncLifetime
{
    internal Consumer Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sample = await Consumer.OwnModelsAsync(feed);
        (await Sample.BuildAsync("-target:Restore")).MustSucceed();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Builds with one file changed, which is put back.</summary>
    internal async Task<string> FailAsync(string file, string from, string to)
    {
        var whole = Sample.Read(file);
        Sample.Edit(file, from, to);
        var log = await FailAsync();
        Sample.Write(file, whole);
        return log;
    }

    internal async Task<string> FailAsync(params string[] arguments)
    {
        var outcome = await Sample.BuildAsync(["--no-restore", .. arguments]);
        Assert.NotEqual(0, outcome.ExitCode);
        return outcome.Log;
    }
}
