using LxdGen.Benchmarks.Http;
using LxdGen.Benchmarks.Json;
using LxdGen.Benchmarks.Report;

foreach (var r in new[] { InProcess.Run<ListingBenchmarks>(), InProcess.Run<BodyBenchmarks>(), InProcess.Run<GetBenchmarks>() })
    foreach (var (k, v) in r) Console.WriteLine($"### {k} {v}");
Console.WriteLine(BodyBenchmarks.Size);
