using System.Globalization;
using System.Text;
using LxdGen.Benchmarks.Http;
using LxdGen.Benchmarks.Json;
using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Volumes;

/// <summary>Ten times as many volumes, listed from a prepared reply, against as many as usual.</summary>
internal static class VolumeScale
{
    private const int Few = 1000;
    private const int Many = 10_000;
    private const int Rounds = 40;
    private const string Work = "listing of 10,000 volumes";
    private const string Than = "one of 1,000";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        using var few = new UnixResponder(Reply(Few));
        using var many = new UnixResponder(Reply(Many));
        using var lxdOfFew = Connect(few);
        using var lxdOfMany = Connect(many);
        Task FewAsync() => RepeatAsync(lxdOfFew, Few);
        Task ManyAsync() => RepeatAsync(lxdOfMany, Many);
        (string, Func<Task<double>>)[] works = [(Work, () => PerVolumeAsync(ManyAsync)), (Than, () => PerVolumeAsync(FewAsync))];
        await Turns.TakeAsync(Rounds / 4, works);
        var turns = await Turns.TakeAsync(Rounds, works);
        return
        [
            Finding.Times($"{Work}: CPU of each", turns, Work, Than, 1.25),
            Finding.Allocations($"{Work}: allocated for each", await AllocatedAsync(ManyAsync), Than, await AllocatedAsync(FewAsync), 1.25),
        ];
    }

    private static LxdClient Connect(UnixResponder server) =>
        LxdClient.ConnectLocal(new() { SocketPath = server.SocketPath, KnownServer = Sample.Server });

    // As many volumes altogether, however many there are in a listing, and all of them kept: what the collector spends on
    // objects that live is no matter of how many came in one reply.
    private static async Task RepeatAsync(LxdClient lxd, int count)
    {
        var kept = new List<StorageVolume>(Many);
        while (kept.Count < Many)
            kept.AddRange(await lxd.StoragePools.Handle("bench").Volumes.AllAsync());
        if (kept.Count != Many || kept[^1].Name != NameOf(count - 1))
            throw new InvalidOperationException("Not every volume was listed.");
    }

    private static async Task<double> PerVolumeAsync(Func<Task> list) => await CpuTime.OfAsync(list) / Many;

    private static async Task<double> AllocatedAsync(Func<Task> list)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await list();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Many;
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"volume-{number:D5}");

    private static byte[] Reply(int count)
    {
        var volumes = Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $$"""
            {"config":{"size":"{{(number % 9) + 1}}GiB","user.owner":"{{number}}"},"description":"The volume of team {{number % 40}}","name":"{{NameOf(number)}}","type":"custom","used_by":["/1.0/instances/worker-{{number}}"],"location":"none","content_type":"filesystem","project":"default","created_at":"2024-05-01T10:00:00.123456789Z"}
            """));
        return Encoding.UTF8.GetBytes($$"""{"type":"sync","status":"Success","status_code":200,"operation":"","error_code":0,"error":"","metadata":[{{string.Join(',', volumes)}}]}""");
    }
}
