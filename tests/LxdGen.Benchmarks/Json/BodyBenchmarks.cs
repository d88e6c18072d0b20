using BenchmarkDotNet.Attributes;
using LxdGen.Json;

namespace LxdGen.Benchmarks.Json;

/// <summary>The body of a PUT, from the DTO to bytes.</summary>
public class BodyBenchmarks
{
    private readonly StoragePoolPut _put = Sample.Put(7);

    public static int Size => LxdJson.ToUtf8(Sample.Put(7)).Length;

    [Benchmark]
    public byte[] Ours() => LxdJson.ToUtf8(_put);
}
