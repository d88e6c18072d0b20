using LxdGen.Benchmarks.Builds;
using LxdGen.Benchmarks.Http;
using LxdGen.Benchmarks.Json;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;

// Before this program adds to it.
var load = Machine.Load;
var listing = InProcess.Run<ListingBenchmarks>();
var (ours, plain, stock) = (listing[nameof(ListingBenchmarks.Ours)], listing[nameof(ListingBenchmarks.Plain)], listing[nameof(ListingBenchmarks.Stock)]);
var body = InProcess.Run<BodyBenchmarks>()[nameof(BodyBenchmarks.Ours)];
var get = InProcess.Run<GetBenchmarks>();
var (bare, raw, model) = (get[nameof(GetBenchmarks.Bare)], get[nameof(GetBenchmarks.Raw)], get[nameof(GetBenchmarks.Model)]);

const string Stj = "System.Text.Json";
const string Bare = "a bare HttpClient";
IReadOnlyList<Finding> findings =
[
    Finding.Times("listing of 1,000 pools: time", ours.Milliseconds, Stj, plain.Milliseconds, 1.25),
    Finding.Allocations("listing of 1,000 pools: allocated", ours.Bytes, Stj, plain.Bytes, 1.25),
    Finding.Times("listing of 1,000 pools: time, against NSwag's own", ours.Milliseconds, "the stock client", stock.Milliseconds, 0.5),
    Finding.Extra("body of a PUT: allocated", body.Bytes, "the body", BodyBenchmarks.Size, 1024),
    Finding.Times("GET of a pool, raw client: time", raw.Milliseconds, Bare, bare.Milliseconds, 1.1),
    Finding.Extra("GET of a pool, raw client: allocated", raw.Bytes, Bare, bare.Bytes, 2048),
    Finding.Times("GET of a pool, model: time", model.Milliseconds, Bare, bare.Milliseconds, 1.1),
    Finding.Extra("GET of a pool, model: allocated", model.Bytes, Bare, bare.Bytes, 2048),
    .. await NativeList.MeasureAsync(CancellationToken.None),
    .. SdkBuild.Measure(),
];

var docs = Path.Combine(Repository.Root, "docs");
Chart.Write(findings, Path.Combine(docs, "performance.svg"));
var page = Page.Of(findings, load);
File.WriteAllText(Path.Combine(docs, "performance.md"), page);
Console.WriteLine(page);
