using System.Diagnostics;
using Basic.Reference.Assemblies;
using LxdGen.Benchmarks.Report;
using LxdGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LxdGen.Benchmarks.Builds;

/// <summary>What the generator costs when a file of the SDK is edited that is not about a model.</summary>
internal static class GeneratorEdit
{
    private const int Warmups = 50;
    private const int Runs = 200;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    /// <summary>The median of one run after an edit.</summary>
    /// <param name="project">The SDK's folder, built.</param>
    /// <param name="schema">What NSwag has made.</param>
    /// <param name="written">How many outputs the edits have made new.</param>
    public static double Milliseconds(string project, string schema, out int written)
    {
        var compilation = Compile(project, schema);
        var edited = compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == "LxdServer.cs");
        var text = edited.GetText();
        var driver = CSharpGeneratorDriver.Create(
            [new LxdModelGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(compilation);
        if (driver.GetRunResult().GeneratedTrees.IsEmpty)
            throw new InvalidOperationException("The generator has made nothing of the SDK.");

        var times = new List<double>();
        written = 0;
        for (var i = -Warmups; i < Runs; i++)
        {
            // A new compilation each time, as in an editor: nothing of it has been bound yet.
            var line = text.Lines[^1].End;
            var next = compilation.ReplaceSyntaxTree(edited, edited.WithChangedText(text.Replace(line, 0, $"\ninternal class Edit{i + Warmups};")));
            var began = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(next);
            var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            written += driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
                .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
            if (i >= 0)
                times.Add(time);
        }

        return times.Median();
    }

    private static CSharpCompilation Compile(string project, string schema)
    {
        var sources = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Append(schema)
            .Append(Path.Combine(Path.GetDirectoryName(schema)!, "LxdGen.GlobalUsings.g.cs"));
        return CSharpCompilation.Create(
            "LxdGen",
            sources.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), ParseOptions, file)),
            [
                .. Net100.References.All,
                MetadataReference.CreateFromFile(typeof(Newtonsoft.Json.JsonReader).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
