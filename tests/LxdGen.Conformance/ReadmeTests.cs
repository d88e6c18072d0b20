using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>What the README claims.</summary>
public class ReadmeTests(LxdFixture fixture, LxdPairFixture pair) : PoolTest(fixture)
{
    [Fact]
    public async Task The_first_example_runs()
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

    [Theory]
    [InlineData(false, "archive")]
    [InlineData(true, "archive-2")]
    public async Task The_second_example_moves_a_volume_or_copies_it_where_it_has_backups(bool hasBackup, string expected)
    {
        var servers = await pair.RequireAsync();
        await using var here = servers.Connect(0);
        await using var there = servers.Connect(1);
        var fast = await here.StoragePools.CreateAsync(new() { Name = "fast", Driver = StorageDriver.Dir }, Token);
        var tank = await there.StoragePools.CreateAsync(new() { Name = "tank", Driver = StorageDriver.Dir }, Token);
        try
        {
            var volume = await fast.Volumes.CreateAsync(new() { Name = "data" }, Token);
            if (hasBackup)
                await volume.Backups.CreateAsync(cancellationToken: Token);

            var arrived = await ReadmeExample.MoveAsync(here, servers.UriOf(1), LxdCredential.FromCertificate(servers.Certificate), servers.FingerprintOf(1), Token);

            Assert.Equal(expected, arrived.Name);
            Assert.Equal(hasBackup, await fast.Volumes.ExistsAsync(StorageVolumeType.Custom, "data", Token));
        }
        finally
        {
            await RemoveAsync(fast);
            await RemoveAsync(tank);
        }
    }

    [Fact]
    public async Task Its_examples_are_those_that_were_run()
    {
        var examples = await Page.CodeOfAsync("README.md");
        var run = await Page.SourceAsync("ReadmeExample.cs");

        Assert.Equal(2, examples.Count);
        Assert.All(examples, example => Assert.Contains(example, run, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.InRange(example.Split('\n').Length, 10, 22));
    }

    private static async Task RemoveAsync(StoragePool pool)
    {
        foreach (var volume in await pool.Volumes.AllAsync())
            await volume.DeleteAsync();
        await pool.DeleteAsync();
    }
}
