using LxdGen.Conformance.Daemon;
using LxdGen.Raw;

namespace LxdGen.Conformance;

/// <summary>A cluster of three members.</summary>
public class ClusterTests(LxdClusterFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pool_has_a_config_of_its_own_on_each_member()
    {
        var cluster = await fixture.RequireAsync();
        using var lxd = cluster.Connect();
        var raw = new StoragePoolsClient(lxd.Pipeline);
        foreach (var member in new[] { "n1", "n2", "n3" })
            await raw.CreateAsync(new() { Name = "spread", Driver = StorageDriver.Dir }, member, Token);
        Assert.Equal(StoragePoolStatus.Pending, (await lxd.StoragePools.GetAsync("spread", Token)).Status);
        await raw.CreateAsync(new() { Name = "spread", Driver = StorageDriver.Dir }, cancellationToken: Token);

        var pool = await lxd.StoragePools.GetAsync("spread", Token);
        Assert.Equal(StoragePoolStatus.Created, pool.Status);
        Assert.Equal(["n1", "n2", "n3"], pool.Locations.Order());
        Assert.False(pool.Config.ContainsKey("source"));
        foreach (var (member, daemon) in new[] { ("n1", 0), ("n3", 2) })
        {
            var there = await lxd.OnMember(member).StoragePools.GetAsync("spread", Token);
            Assert.StartsWith(cluster.Daemons[daemon].Directory, there.Config["source"], StringComparison.Ordinal);
        }

        await pool.DeleteAsync(Token);
    }
}
