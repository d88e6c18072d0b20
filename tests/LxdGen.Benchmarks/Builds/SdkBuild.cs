using System.Globalization;
using System.Text.RegularExpressions;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Builds;

/// <summary>Builds of the SDK in a copy of its sources: a clean one, and one after an edit that has nothing to do with the schema.</summary>
internal static partial class SdkBuild
{
    private const string Step = "LxdSchemaGenerate";
    private const int Steps = 7;
    private const string Edit = "edit elsewhere: the generator";
    private const string Clean = "clean build of the SDK: the NSwag step";

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(ICollection<Part> parts)
    {
        var folder = Directory.CreateTempSubdirectory("lxdgen-build-");
        try
        {
            Repository.CopySdk(folder.FullName);
            var project = Path.Combine(folder.FullName, "src", "LxdGen");
            Programs.Run(new("dotnet", ["restore", project, "--nodeReuse:false"]));

            Build(project);
            var schema = Path.Combine(project, "obj", "Release", "net10.0", "LxdSchema.g.cs");
            var written = File.GetLastWriteTimeUtc(schema);
            var stamped = File.GetLastWriteTimeUtc($"{schema}.stamp");

            File.AppendAllText(Path.Combine(project, "LxdServer.cs"), "// An edit.\n");
            var log = Build(project);
            var again = log.Contains("nswag.json", StringComparison.Ordinal)
                || File.GetLastWriteTimeUtc(schema) != written || File.GetLastWriteTimeUtc($"{schema}.stamp") != stamped;
            var generator = await GeneratorEdit.MeasureAsync(project, schema);
            foreach (var part in generator.Parts)
                parts.Add(part with { Work = Edit });

            var empty = Path.Combine(folder.FullName, "empty.yaml");
            File.WriteAllText(empty, "openapi: 3.0.3\ninfo: { title: Nothing, version: '1' }\npaths: {}\n");
            const string Whole = "the schema";
            const string Empty = "NSwag with an empty description: starting, and compiling itself";
            var steps = await Turns.TakeAsync(Steps,
                (Whole, () => Task.FromResult(Generate(project, schema))),
                (Empty, () => Task.FromResult(Generate(project, schema, $"-p:LxdSchema={empty}"))));
            parts.Add(new(Clean, Empty, steps.Of(Empty)));
            parts.Add(new(Clean, "all else: the schema read, the templates run", steps.Extra(Whole, Empty)));
            return
            [
                new Finding("edit elsewhere: files made again", "none", $"{generator.Written + (again ? 1 : 0)}", generator.Written + (again ? 2 : 0)),
                Finding.Amount(Edit, generator.Milliseconds, 5, "ms"),
                Finding.Amount($"{Edit} and the NSwag step, passed over", generator.Milliseconds + StepOf(log), 5, "ms"),
                Finding.Amount(Clean, steps.Of(Whole) / 1000, 1.5, "s"),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Build(string project, params string[] more) => Programs.Run(new("dotnet", [
        "build", project, "-c", "Release", "--no-restore", "--verbosity", "normal", "-clp:PerformanceSummary",
        "--nodeReuse:false", "-p:UseSharedCompilation=false", .. more]));

    /// <summary>Only the NSwag step, as it is in a clean build.</summary>
    private static double Generate(string project, string schema, params string[] more)
    {
        File.Delete(schema);
        File.Delete($"{schema}.stamp");
        return StepOf(Build(project, [$"-target:{Step}", .. more]));
    }

    private static double StepOf(string log) => double.Parse(StepLine().Match(log).Groups["milliseconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex($@"(?<milliseconds>\d+) ms\s+{Step}\s")]
    private static partial Regex StepLine();
}
