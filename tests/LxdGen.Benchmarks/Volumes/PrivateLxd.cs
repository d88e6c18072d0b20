using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Volumes;

/// <summary>A real LXD of our own, with one pool of the driver dir.</summary>
internal sealed class PrivateLxd : IAsyncDisposable
{
    public const string PoolName = "bench";

    private PrivateLxd(LxdDaemon daemon, LxdClient client, StoragePool pool)
    {
        Daemon = daemon;
        Client = client;
        Pool = pool;
    }

    public LxdDaemon Daemon { get; }

    public LxdClient Client { get; }

    public StoragePool Pool { get; }

    public static async Task<PrivateLxd> StartAsync()
    {
        var daemon = await LxdDaemon.StartAsync(CancellationToken.None);
        var client = LxdClient.ConnectLocal(new() { SocketPath = daemon.SocketPath });
        try
        {
            return new PrivateLxd(daemon, client, await CreatePoolAsync(client));
        }
        catch
        {
            await client.DisposeAsync();
            await daemon.DisposeAsync();
            throw;
        }
    }

    public static Task<StoragePool> CreatePoolAsync(LxdClient client) =>
        client.StoragePools.CreateAsync(new() { Name = PoolName, Driver = StorageDriver.Dir });

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Daemon.DisposeAsync();
    }
}
