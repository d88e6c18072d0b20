namespace LxdGen.Testing.Tests;

/// <summary>What most tests need: a server with a pool and a volume, and a client of it.</summary>
public abstract class EmulatorTest : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _used = [];

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _used.Reverse();
        foreach (var used in _used)
            await used.DisposeAsync();
    }

    public static TheoryData<string> Profiles => ["5.0.2", "5.21.4", "6.9"];

    private protected static LxdProfile Profile(string version) => new[] { LxdProfile.Lxd50, LxdProfile.Lxd521, LxdProfile.Lxd6 }.Single(profile => profile.Version == version);

    private protected async Task<LxdEmulator> StartAsync(LxdProfile? profile = null, Action<LxdEmulatorOptions>? configure = null)
    {
        var options = new LxdEmulatorOptions { Profile = profile ?? LxdProfile.Lxd6 };
        configure?.Invoke(options);
        var server = await LxdEmulator.StartAsync(options, Ct);
        _used.Add(server);
        server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.File("a.txt", "first").Snapshot("s0"))));
        return server;
    }

    private protected LxdClient Connect(LxdEmulator server, Action<LxdClientOptions>? configure = null)
    {
        var client = server.Connect(configure);
        _used.Add(client);
        return client;
    }

    /// <summary>The seeded volume, read by a client of its own, and the requests for it forgotten.</summary>
    private protected async Task<StorageVolume> VolumeAsync(LxdEmulator server, Action<LxdClientOptions>? configure = null)
    {
        var volume = await Connect(server, configure).StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
        server.ForgetRequests();
        return volume;
    }

    private protected static bool IsPut(LxdReceivedRequest request) => request.Method == "PUT";
}
