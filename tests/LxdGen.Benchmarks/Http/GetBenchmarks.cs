using BenchmarkDotNet.Attributes;
using LxdGen.Benchmarks.Json;
using LxdGen.Conformance.Daemon;
using LxdGen.Json;
using LxdGen.Raw;
using Newtonsoft.Json;

namespace LxdGen.Benchmarks.Http;

/// <summary>One GET of a pool over a kept connection to a Unix socket.</summary>
public class GetBenchmarks : IDisposable
{
    // One after the other, as a program does: one that blocks a thread for each takes it from where objects are used again.
    private const int InARow = 100;

    private static readonly byte[] Reply = Sample.One(0);
    private static readonly Uri Pool = new("http://lxd/1.0/storage-pools/pool-0000");

    // Both are made by the setup, which runs before anything is measured.
    private UnixResponder _server = null!;
    private LxdClient _lxd = null!;
    private StoragePoolsClient _raw = null!;
    private HttpClient _bare = null!;

    [GlobalSetup]
    public void Start()
    {
        _server = new UnixResponder(Reply);
        _lxd = LxdClient.ConnectLocal(new() { SocketPath = _server.SocketPath, KnownServer = Sample.Server });
        _raw = new StoragePoolsClient(_lxd.Pipeline);
        _bare = LxdSocket.ClientFor(_server.SocketPath);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _bare.Dispose();
        _lxd.Dispose();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The bytes, and nothing made of them.</summary>
    public Task<byte[]> Bare() => _bare.GetByteArrayAsync(Pool);

    /// <summary>The raw client: a DTO.</summary>
    public Task<LxdReply<StoragePoolData>> Raw() => _raw.GetAsync("pool-0000");

    /// <summary>The model, loaded, ready to be edited.</summary>
    public Task<StoragePool> Model() => _lxd.StoragePools.GetAsync("pool-0000");

    [Benchmark(Baseline = true, OperationsPerInvoke = InARow)]
    public Task ManyBare() => RepeatAsync(Bare);

    [Benchmark(OperationsPerInvoke = InARow)]
    public Task ManyRaw() => RepeatAsync(Raw);

    [Benchmark(OperationsPerInvoke = InARow)]
    public Task ManyModel() => RepeatAsync(Model);

    /// <summary>The DTO of the reply's bytes, without a request.</summary>
    public static StoragePoolData Parse() => LxdJson.Parse(Reply, ReadReply);

    private static StoragePoolData ReadReply(JsonReader reader)
    {
        var pool = new StoragePoolData();
        LxdJson.StartObject(reader);
        while (LxdJson.NextField(reader, out var name))
        {
            if (name == "metadata")
                pool = StoragePoolData.ReadJson(reader);
        }

        return pool;
    }

    private static async Task RepeatAsync(Func<Task> get)
    {
        for (var i = 0; i < InARow; i++)
            await get();
    }
}
