using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Http;

/// <summary>The figures of a GET.</summary>
internal static class GetRun
{
    private const string Work = "GET of a pool";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(ICollection<Part> parts)
    {
        const string Bare = "a bare HttpClient";
        const string Raw = "raw client";
        const string Model = "model";
        const string Parse = "the reply's bytes to a DTO";
        using var get = new GetBenchmarks();
        get.Start();
        var turns = await Turns.TakeAsync((Bare, get.Bare), (Raw, get.Raw), (Model, get.Model), (Parse, () => Task.FromResult(GetBenchmarks.Parse())));
        parts.Add(new(Work, $"{Bare}, its server included", turns.Of(Bare)));
        parts.Add(new(Work, $"{Parse}, for whoever reads it", turns.Of(Parse)));
        parts.Add(new(Work, "all else of the raw client: path, URI, timeout, headers", turns.Extra(Raw, Bare) - turns.Of(Parse)));
        parts.Add(new(Work, "the model: its turn and its state", turns.Extra(Model, Raw)));
        var allocated = InProcess.Allocations<GetBenchmarks>();
        var bare = allocated[nameof(GetBenchmarks.ManyBare)];
        return
        [
            Finding.Times($"{Work}, raw client: time", turns, Raw, Bare, 1.1),
            Finding.Extra($"{Work}, raw client: allocated", allocated[nameof(GetBenchmarks.ManyRaw)], Bare, bare, 2048),
            Finding.Times($"{Work}, model: time", turns, Model, Bare, 1.1),
            Finding.Extra($"{Work}, model: allocated", allocated[nameof(GetBenchmarks.ManyModel)], Bare, bare, 2048),
        ];
    }
}
