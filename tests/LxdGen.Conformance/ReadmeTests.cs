using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>What the README claims.</summary>
public class ReadmeTests(LxdFixture fixture) : PoolTest(fixture)
{
    [Fact]
    public async Task The_example_runs()
    {
        Environment.SetEnvironmentVariable("LXD_SOCKET", SocketPath);
        try
        {
            await ReadmeExample.RunAsync(Token);
        }
        finally
        {
            Environment.SetEnvironmentVariable("LXD_SOCKET", null);
        }

        Assert.False(await Lxd.StoragePools.ExistsAsync("fast", Token));
    }

    [Fact]
    public async Task The_example_is_the_one_that_was_run()
    {
        var example = (await Page.CodeOfAsync("README.md"))[0];

        Assert.Contains(example, await Page.SourceAsync("ReadmeExample.cs"), StringComparison.Ordinal);
        Assert.InRange(example.Split('\n').Length, 10, 22);
    }
}
