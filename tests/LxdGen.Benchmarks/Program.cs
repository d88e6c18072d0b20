using LxdGen.Benchmarks.Builds;
using LxdGen.Benchmarks.Emulator;
using LxdGen.Benchmarks.Http;
using LxdGen.Benchmarks.Json;
using LxdGen.Benchmarks.Operations;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;
using LxdGen.Benchmarks.Transfers;
using LxdGen.Benchmarks.Volumes;

// Before this program adds to it.
var load = Machine.Load;
List<Part> parts = [];
using var native = new NativeProgram();
(string Name, Func<Task<IReadOnlyList<Finding>>> Measure)[] works =
[
    ("listing", () => ListingRun.MeasureAsync(parts)),
    ("get", () => GetRun.MeasureAsync(parts)),
    ("builds", () => SdkBuild.MeasureAsync(parts)),
    ("volumes", VolumeListing.MeasureAsync),
    ("scale", VolumeScale.MeasureAsync),
    ("verbs", () => VolumeVerbs.MeasureAsync(parts)),
    ("operations", OperationWaits.MeasureAsync),
    ("native", () => NativeList.MeasureAsync(native)),
    ("files", () => FileTransfers.MeasureAsync(native)),
    ("relay", () => Relay.MeasureAsync(native)),
    ("emulator", EmulatorRun.MeasureAsync),
];

var all = args.Length == 0;
var only = args is ["--only", .. var names] && names.All(name => works.Any(work => work.Name == name)) ? names : [];
if (!all && only.Length == 0)
{
    Console.Error.WriteLine($"Usage: LxdGen.Benchmarks [--only NAME...], of {string.Join(", ", works.Select(work => work.Name))}. Only all together are written to docs.");
    return 1;
}

List<Finding> findings = [];
foreach (var (name, measure) in works)
{
    if (all || only.Contains(name))
        findings.AddRange(await measure());
}

var page = Page.Of(findings, parts, load);
if (all)
{
    var docs = Path.Combine(Repository.Root, "docs");
    Chart.Write(findings, Path.Combine(docs, "performance.svg"));
    File.WriteAllText(Path.Combine(docs, "performance.md"), page);
}

Console.WriteLine(page);
return 0;
