using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>What the README claims.</summary>
public class ReadmeTests(LxdFixture fixture) : PoolTest(fixture)
{
    private const string Opening = "```csharp\n";

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
        var readme = await ReadAsync("README.md");
        var source = await ReadAsync("ReadmeExample.cs");

        var start = readme.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        var example = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        var unindented = string.Join('\n', source.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line));

        Assert.Contains(example.Trim(), unindented, StringComparison.Ordinal);
        Assert.InRange(example.Trim().Split('\n').Length, 10, 22);
    }

    private static async Task<string> ReadAsync(string file) =>
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), Token)).ReplaceLineEndings("\n");
}
