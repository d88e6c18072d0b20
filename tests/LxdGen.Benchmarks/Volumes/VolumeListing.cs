using System.Globalization;
using LxdGen.Benchmarks.Report;
using LxdGen.Conformance.Daemon;
using LxdGen.Raw;

namespace LxdGen.Benchmarks.Volumes;

/// <summary>All volumes of a pool of a real LXD, with all there is to know of each.</summary>
internal static class VolumeListing
{
    private const int Count = 1000;
    private const int Warmups = 30;
    private const int Rounds = 31;
    private const string Work = "listing of 1,000 volumes of a real LXD";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None(Work, reason)];
        await using var lxd = await PrivateLxd.StartAsync();
        var volumes = new StorageVolumesClient(lxd.Client.Pipeline);
        for (var number = 0; number < Count; number++)
            await CreateAsync(volumes, number);
        for (var i = 0; i < Warmups; i++)
            await ListAsync(lxd.Pool);
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
            times.Add(await CpuTime.OfAsync(() => ListAsync(lxd.Pool)));
        return
        [
            Finding.Count($"{Work}: requests", await RequestsAsync(lxd.Daemon.SocketPath), 1),
            Finding.Amount($"{Work}: CPU", times.Median(), 20, "ms"),
        ];
    }

    private static Task<LxdReply> CreateAsync(StorageVolumesClient volumes, int number) => volumes.CreateOfTypeAsync(
        PrivateLxd.PoolName,
        StorageVolumeType.Custom.Value,
        new() { Name = string.Create(CultureInfo.InvariantCulture, $"volume-{number:D4}"), Description = $"The volume of team {number % 40}", Config = { ["user.owner"] = $"{number}" } });

    private static async Task ListAsync(StoragePool pool)
    {
        if ((await pool.Volumes.AllAsync()).Count != Count)
            throw new InvalidOperationException("Not every volume was listed.");
    }

    private static async Task<int> RequestsAsync(string socket)
    {
        using var count = new RequestCount();
        await using var client = LxdClient.ConnectLocal(new() { SocketPath = socket, LoggerFactory = count });
        await ListAsync(client.StoragePools.Handle(PrivateLxd.PoolName));
        return count.Requests;
    }
}
