using System.Diagnostics;
using LxdGen.Benchmarks.Report;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Volumes;

/// <summary>The life of a volume on a real LXD, over and over: how much of the time is ours.</summary>
internal static class VolumeVerbs
{
    // By then the runtime has compiled for good what is called often.
    private const int Warmups = 100;
    private const int Rounds = 50;
    private const string Work = "create, patch, rename, delete, 50 times";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(ICollection<Part> parts)
    {
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None(Work, reason)];
        await using var lxd = await PrivateLxd.StartAsync();
        await RepeatAsync(lxd.Pool, Warmups);
        var began = Stopwatch.GetTimestamp();
        var ours = await CpuTime.OfAsync(() => RepeatAsync(lxd.Pool, Rounds));
        var whole = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        using var bare = LxdSocket.ClientFor(lxd.Daemon.SocketPath);
        await RepeatBareAsync(bare, Warmups);
        var theirs = await CpuTime.OfAsync(() => RepeatBareAsync(bare, Rounds));
        parts.Add(new(Work, "our CPU for one round", ours / Rounds));
        parts.Add(new(Work, "a bare HttpClient's for the same eight requests, the replies not parsed", theirs / Rounds));
        parts.Add(new(Work, "all of one round, the server's work included", whole / Rounds));
        return [Finding.Amount($"{Work}: CPU", 100 * ours / whole, 5, "% of the time")];
    }

    private static async Task RepeatAsync(StoragePool pool, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "created" });
            await volume.PatchAsync(new() { Config = { ["user.owner"] = "bench" } });
            await volume.RenameAsync("v2");
            await volume.DeleteAsync();
        }
    }

    private static async Task RepeatBareAsync(HttpClient client, int times)
    {
        const string Volumes = $"http://lxd/1.0/storage-pools/{PrivateLxd.PoolName}/volumes/custom";
        for (var i = 0; i < times; i++)
        {
            await SendAsync(client, HttpMethod.Post, Volumes, """{"name":"v1","description":"created"}""");
            await SendAsync(client, HttpMethod.Get, $"{Volumes}/v1");
            // A patch begins with a look: it is what keeps the description.
            await SendAsync(client, HttpMethod.Get, $"{Volumes}/v1");
            await SendAsync(client, HttpMethod.Patch, $"{Volumes}/v1", """{"config":{"user.owner":"bench"},"description":"created"}""");
            await SendAsync(client, HttpMethod.Get, $"{Volumes}/v1");
            await SendAsync(client, HttpMethod.Post, $"{Volumes}/v1", """{"name":"v2"}""");
            await SendAsync(client, HttpMethod.Get, $"{Volumes}/v2");
            await SendAsync(client, HttpMethod.Delete, $"{Volumes}/v2");
        }
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string uri, string? body = null)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = body is null ? null : new StringContent(body) };
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
