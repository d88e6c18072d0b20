using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Json;

/// <summary>The figures of listings and bodies.</summary>
internal static class ListingRun
{
    private const string Work = "listing of 1,000 pools";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(ICollection<Part> parts)
    {
        const string Ours = "ours";
        const string Plain = "System.Text.Json";
        const string Stock = "the stock client";
        const string Tokens = "Newtonsoft's reader alone, over a stream";
        var listing = new ListingBenchmarks();
        listing.Check();
        var turns = await Turns.TakeAsync((Ours, Of(() => listing.Ours())), (Plain, Of(() => listing.Plain())), (Stock, Of(() => listing.Stock())), (Tokens, Of(listing.Tokens)));
        parts.Add(new(Work, Tokens, turns.Of(Tokens)));
        parts.Add(new(Work, "all else: objects, lists, maps, names", turns.Extra(Ours, Tokens)));
        var allocated = InProcess.Allocations<ListingBenchmarks>();
        return
        [
            Finding.Times($"{Work}: time", turns, Ours, Plain, 1.25),
            Finding.Allocations($"{Work}: allocated", allocated[nameof(ListingBenchmarks.Ours)], Plain, allocated[nameof(ListingBenchmarks.Plain)], 1.25),
            Finding.Times($"{Work}: time, against NSwag's own", turns, Ours, Stock, 0.5),
            Finding.Extra("body of a PUT: allocated", InProcess.Allocations<BodyBenchmarks>()[nameof(BodyBenchmarks.Ours)], "the body", BodyBenchmarks.Size, 1024),
        ];
    }

    private static Func<Task> Of(Action work) => () =>
    {
        work();
        return Task.CompletedTask;
    };
}
