using LxdGen.Benchmarks.Builds;
using LxdGen.Benchmarks.Http;
using LxdGen.Benchmarks.Json;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;

// Before this program adds to it.
var load = Machine.Load;
List<Part> parts = [];
IReadOnlyList<Finding> findings =
[
    .. await ListingRun.MeasureAsync(parts),
    .. await GetRun.MeasureAsync(parts),
    .. await NativeList.MeasureAsync(CancellationToken.None),
    .. await SdkBuild.MeasureAsync(parts),
];

var docs = Path.Combine(Repository.Root, "docs");
Chart.Write(findings, Path.Combine(docs, "performance.svg"));
var page = Page.Of(findings, parts, load);
File.WriteAllText(Path.Combine(docs, "performance.md"), page);
Console.WriteLine(page);
