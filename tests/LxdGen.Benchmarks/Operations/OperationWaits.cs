using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Operations;

/// <summary>Many operations that are waited for at once. The server is in this process, so what it allocates while it sends counts as ours.</summary>
internal static class OperationWaits
{
    private const int Count = 500;
    private const string Work = "500 operations awaited at once";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var server = await OperationServer.StartAsync();
        await using var lxd = LxdClient.ConnectLocal(new()
        {
            SocketPath = server.SocketPath,
            KnownServer = new LxdServer(new ServerData { Auth = ServerAuth.Trusted, ApiExtensions = ["custom_volume_backup", "event_all_projects", "storage"] }),
        });
        await WaitAsync(server, lxd);
        var (waiting, allocated) = await WaitAsync(server, lxd);
        return
        [
            Finding.Count($"{Work}: sockets", server.Sockets, 1),
            Finding.Count($"{Work}: questions", server.Questions, 0),
            Finding.Amount($"{Work}: held by 100", waiting * 100 / Count / 1e6, 1, "MB"),
            Finding.Amount($"{Work}: allocated by 100", allocated * 100 / Count / 1e6, 1, "MB"),
        ];
    }

    private static async Task<(double Waiting, double Allocated)> WaitAsync(OperationServer server, LxdClient lxd)
    {
        var backups = lxd.StoragePools.Handle("p1").Volumes.Handle(StorageVolumeType.Custom, "v1").Backups;
        var operations = new List<LxdOperation>();
        for (var i = 0; i < Count; i++)
            operations.Add(await backups.StartCreateAsync());
        var (running, success) = (server.Events(Count, "Running", 103), server.Events(Count, "Success", 200));

        var held = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var waits = operations.ConvertAll(operation => operation.WaitAsync());
        await server.SendAsync(running);
        held = GC.GetTotalMemory(forceFullCollection: true) - held;
        await server.SendAsync(success);
        await Task.WhenAll(waits);
        return (held, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
