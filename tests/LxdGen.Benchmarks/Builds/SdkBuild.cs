using System.Globalization;
using System.Text.RegularExpressions;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Builds;

/// <summary>Builds of the SDK in a copy of its sources: a clean one, and one after an edit that has nothing to do with the schema.</summary>
internal static partial class SdkBuild
{
    private const string Step = "LxdSchemaGenerate";

    public static IReadOnlyList<Finding> Measure()
    {
        var folder = Directory.CreateTempSubdirectory("lxdgen-build-");
        try
        {
            Repository.CopySdk(folder.FullName);
            var project = Path.Combine(folder.FullName, "src", "LxdGen");
            Programs.Run(new("dotnet", ["restore", project, "--nodeReuse:false"]));

            var clean = StepOf(Build(project));
            var schema = Path.Combine(project, "obj", "Release", "net10.0", "LxdSchema.g.cs");
            var written = File.GetLastWriteTimeUtc(schema);
            var stamped = File.GetLastWriteTimeUtc($"{schema}.stamp");

            File.AppendAllText(Path.Combine(project, "LxdServer.cs"), "// An edit.\n");
            var log = Build(project);
            var again = log.Contains("nswag.json", StringComparison.Ordinal)
                || File.GetLastWriteTimeUtc(schema) != written || File.GetLastWriteTimeUtc($"{schema}.stamp") != stamped;
            var generator = GeneratorEdit.Milliseconds(project, schema, out var outputsWritten);
            return
            [
                new Finding("edit elsewhere: files made again", "none", $"{outputsWritten + (again ? 1 : 0)}", outputsWritten + (again ? 2 : 0)),
                Finding.Amount("edit elsewhere: the generator", generator, 5, "ms"),
                Finding.Amount("edit elsewhere: the generator and the NSwag step, passed over", generator + StepOf(log), 5, "ms"),
                Finding.Amount("clean build of the SDK: the NSwag step", clean / 1000, 1.5, "s"),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Build(string project) => Programs.Run(new("dotnet", [
        "build", project, "-c", "Release", "--no-restore", "--verbosity", "normal", "-clp:PerformanceSummary",
        "--nodeReuse:false", "-p:UseSharedCompilation=false"]));

    private static double StepOf(string log) => double.Parse(StepLine().Match(log).Groups["milliseconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex($@"(?<milliseconds>\d+) ms\s+{Step}\s")]
    private static partial Regex StepLine();
}
