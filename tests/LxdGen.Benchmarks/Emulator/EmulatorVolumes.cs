using System.Diagnostics;
using System.Globalization;
using LxdGen.Benchmarks.Report;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Benchmarks.Emulator;

/// <summary>Many volumes: made one after the other by one client, then listed whole.</summary>
internal static class EmulatorVolumes
{
    private const int Count = 10_000;
    private const int AtOnce = 500;
    private const string Pool = "bench";
    private const string Listing = $"/1.0/storage-pools/{Pool}/volumes?recursion=1";
    private const string Work = "emulator: listing of 10,000 volumes";
    private const string Than = "the same bytes of a bare Kestrel";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        await using var emulator = await LxdEmulator.StartAsync();
        using var client = LxdSocket.ClientFor(emulator.SocketPath);
        emulator.Seed(s => s.Pool("warm").Pool(Pool));
        await CreateAsync(client, "warm");
        var rate = await CreateAsync(client, Pool);
        return [Finding.Rate("emulator: volumes made by one client", rate, 5000), await ListAsync(client)];
    }

    /// <summary>How many volumes are made in a second.</summary>
    private static async Task<double> CreateAsync(HttpClient client, string pool)
    {
        var rates = new List<double>();
        for (var first = 0; first < Count; first += AtOnce)
        {
            var began = Stopwatch.GetTimestamp();
            for (var number = first; number < first + AtOnce; number++)
                await CreateAsync(client, pool, number);
            rates.Add(AtOnce / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return rates.Median();
    }

    private static async Task CreateAsync(HttpClient client, string pool, int number)
    {
        using var body = new StringContent(string.Create(CultureInfo.InvariantCulture,
            $$"""{"name":"volume-{{number:D5}}","config":{"user.owner":"{{number}}"},"description":"The volume of team {{number % 40}}"}"""));
        using var response = await client.PostAsync($"/1.0/storage-pools/{pool}/volumes/custom", body);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<Finding> ListAsync(HttpClient client)
    {
        var listing = await client.GetByteArrayAsync(Listing);
        await using var bare = await BareKestrel.StartAsync(listing);
        using var clientOfBare = LxdSocket.ClientFor(bare.SocketPath);
        var turns = await Turns.TakeAsync((Work, () => ReadAsync(client, listing.Length)), (Than, () => ReadAsync(clientOfBare, listing.Length)));
        return Finding.Times(Work, turns, Work, Than, 3);
    }

    private static async Task ReadAsync(HttpClient client, int length)
    {
        if ((await client.GetByteArrayAsync(Listing)).Length != length)
            throw new InvalidOperationException("Not every volume was listed.");
    }
}
