using LxdGen.Conformance.Daemon;
using LxdGen.Raw;

namespace LxdGen.Conformance;

public class ServerTests(LxdFixture fixture) : PoolTest(fixture)
{
    [Fact]
    [Proves("GET /1.0")]
    public async Task The_server_tells_its_version_and_extensions()
    {
        var server = await Lxd.GetServerAsync(Token);

        Assert.True(server.IsTrusted);
        Assert.Matches(@"^\d+\.\d+", server.Version);
        Assert.True(server.HasExtension("storage"));
        Assert.Throws<LxdExtensionMissingException>(() => server.RequireExtension("no_such_extension"));
        Assert.Contains(server.Environment!.StorageSupportedDrivers, driver => driver.Name == StorageDriver.Dir);
        Assert.Same(server, await Lxd.GetServerAsync(Token));
    }

    [Theory]
    [InlineData("storage_buckets")]
    [InlineData("storage_volumes_all")]
    public async Task What_is_proven_on_a_played_server_only_LXD_5_0_lacks(string extension)
    {
        var server = await Lxd.GetServerAsync(Token);

        Assert.True(server.Version is null || !server.Version.StartsWith("5.0.", StringComparison.Ordinal) || !server.HasExtension(extension));
    }

    [Theory, ClassData(typeof(Drivers))]
    public async Task The_schema_knows_every_field_of_a_pool(string driver)
    {
        var pool = await CreateAsync(driver);

        var data = (await new StoragePoolsClient(Lxd.Pipeline).GetAsync(pool.Name, cancellationToken: Token)).Value;
        var resources = (await new StorageResourcesClient(Lxd.Pipeline).GetAsync(pool.Name, cancellationToken: Token)).Value;

        Assert.Empty(data.AdditionalProperties);
        Assert.Empty(resources.AdditionalProperties);
        Assert.Empty(resources.Space.AdditionalProperties);
    }

    [Fact]
    public async Task A_server_that_has_stopped_is_a_connection_error_that_says_so()
    {
        string socket;
        LxdClient lxd;
        await using (var daemon = await LxdDaemon.StartAsync(Token))
        {
            socket = daemon.SocketPath;
            lxd = LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = socket });
            await lxd.GetServerAsync(Token);
        }

        await using (lxd)
        {
            var error = await Assert.ThrowsAsync<LxdConnectionException>(() => lxd.StoragePools.Handle("any").DeleteAsync(Token));
            Assert.Contains(socket, error.Message, StringComparison.Ordinal);
            Assert.False(error.WriteMayHaveHappened);
        }
    }
}
