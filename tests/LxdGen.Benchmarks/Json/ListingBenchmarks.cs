using System.Text.Json;
using BenchmarkDotNet.Attributes;
using LxdGen.Json;
using Newtonsoft.Json;

namespace LxdGen.Benchmarks.Json;

/// <summary>The reply with all of 1,000 pools, from bytes to objects.</summary>
public class ListingBenchmarks
{
    public const int Count = 1000;

    private readonly byte[] _reply = Sample.Listing(Count);

    [GlobalSetup]
    public void Check()
    {
        var (ours, plain, stock) = (Ours(), Plain(), Stock());
        if (ours.Count != Count || plain.Count != Count || stock.Count != Count)
            throw new InvalidOperationException("Not every reader has read every pool.");
        for (var i = 0; i < Count; i++)
        {
            if (!Same(ours[i], plain[i], stock.ElementAt(i)))
                throw new InvalidOperationException($"The readers have read different things of {plain[i].Name}.");
        }
    }

    [Benchmark]
    public IReadOnlyList<StoragePoolData> Ours() => LxdJson.Parse(_reply, ReadReply);

    /// <summary>System.Text.Json with generated code.</summary>
    [Benchmark(Baseline = true)]
    public List<PlainPool> Plain() => System.Text.Json.JsonSerializer.Deserialize(_reply, PlainJson.Default.PlainReplyListPlainPool)!.Metadata!;

    /// <summary>What the stock client does with the stream of a response.</summary>
    [Benchmark]
    public ICollection<Stock.StoragePoolData> Stock()
    {
        using var text = new StreamReader(new MemoryStream(_reply));
        using var reader = new JsonTextReader(text);
        return Newtonsoft.Json.JsonSerializer.Create(new JsonSerializerSettings()).Deserialize<StockListing>(reader)!.Metadata;
    }

    /// <summary>Newtonsoft's reader over the same bytes, as fast as it goes, and nothing kept.</summary>
    public void Tokens()
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(_reply))) { DateParseHandling = DateParseHandling.None };
        while (reader.Read())
        {
            // On to the next.
        }
    }

    // As the pipeline reads an envelope.
    private static IReadOnlyList<StoragePoolData> ReadReply(JsonReader reader)
    {
        IReadOnlyList<StoragePoolData> pools = [];
        LxdJson.StartObject(reader);
        while (LxdJson.NextField(reader, out var name))
        {
            switch (name)
            {
                case "metadata": pools = LxdJson.ReadList<StoragePoolData>(reader); break;
                case "status_code" or "error_code": LxdJson.Read(reader, 0); break;
                default: LxdJson.Read(reader, ""); break;
            }
        }

        return pools;
    }

    private static bool Same(StoragePoolData ours, PlainPool plain, Stock.StoragePoolData stock) =>
        ours.Name == plain.Name && stock.Name == plain.Name
        && ours.Driver.Value == plain.Driver && ours.Status.Value == plain.Status
        && ours.Description == plain.Description && stock.Description == plain.Description
        && ours.Config.SequenceEqual(plain.Config) && stock.Config.SequenceEqual(plain.Config)
        && ours.UsedBy.SequenceEqual(plain.UsedBy) && stock.Used_by.SequenceEqual(plain.UsedBy)
        && ours.Locations.SequenceEqual(plain.Locations) && stock.Locations.SequenceEqual(plain.Locations)
        && ours.Managed == plain.Managed;

    // The schema's own class for this reply has metadata that can be either of two lists, which the stock client cannot read.
    private sealed class StockListing : Stock.Envelope
    {
        [JsonProperty("metadata")]
        public ICollection<Stock.StoragePoolData> Metadata { get; set; } = [];
    }
}
