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
    private const int Runs = 200;
    private const string Ours = "ours";
    private const string Found = "any generator that finds a class by its attribute, and reads nothing";
    private const string Read = "the attributes of the DTOs and the raw client, bound again by the compiler";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    /// <summary>The median of one run after an edit.</summary>
    /// <param name="project">The SDK's folder, built.</param>
    /// <param name="schema">What NSwag has made.</param>
    /// <returns>The time, what it is made of, and how many outputs the edits have made new.</returns>
    public static async Task<(double Milliseconds, IReadOnlyList<Part> Parts, int Written)> MeasureAsync(string project, string schema)
    {
        var compilation = Compile(project, schema);
        var ours = new Edits(compilation, new LxdModelGenerator());
        if (ours.Result.GeneratedSources.IsEmpty)
            throw new InvalidOperationException("The generator has made nothing of the SDK.");
        var found = new Edits(compilation, new Probe(_ => 0));
        var read = new Edits(compilation, new Probe(types => types.SelectMany(type => type.GetMembers()).Sum(member => member.GetAttributes().Length)));
        (string, Func<Task<double>>)[] works = [(Ours, ours.TimeAsync), (Found, found.TimeAsync), (Read, read.TimeAsync)];
        await Turns.WarmUpAsync(ours.TimeAsync, found.TimeAsync, read.TimeAsync);
        var turns = await Turns.TakeAsync(Runs, works);
        return (
            turns.Of(Ours),
            [new("", Found, turns.Of(Found)), new("", Read, turns.Extra(Read, Found)), new("", "all else: what follows from them, and the names that can be short", turns.Extra(Ours, Read))],
            ours.Written);
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

    /// <summary>A generator in an editor, where one edit follows the other.</summary>
    private sealed class Edits
    {
        private readonly CSharpCompilation _compilation;
        private readonly SyntaxTree _edited;
        private GeneratorDriver _driver;
        private int _edits;

        public Edits(CSharpCompilation compilation, IIncrementalGenerator generator)
        {
            _compilation = compilation;
            _edited = compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == "LxdServer.cs");
            _driver = CSharpGeneratorDriver.Create(
                [generator.AsSourceGenerator()],
                parseOptions: ParseOptions,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
                .RunGenerators(compilation);
        }

        public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

        /// <summary>How many outputs the edits have made new.</summary>
        public int Written { get; private set; }

        public Task<double> TimeAsync()
        {
            // A new compilation each time, as in an editor: nothing of it has been bound yet.
            var text = _edited.GetText();
            var next = _compilation.ReplaceSyntaxTree(_edited, _edited.WithChangedText(text.Replace(text.Lines[^1].End, 0, $"\ninternal class Edit{_edits++};")));
            var began = Stopwatch.GetTimestamp();
            _driver = _driver.RunGenerators(next);
            var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            Written += Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
                .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
            return Task.FromResult(time);
        }
    }

    /// <summary>Does a part of what the generator does with the types in the attribute, and makes nothing.</summary>
    private sealed class Probe(Func<IEnumerable<INamedTypeSymbol>, int> read) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "LxdGen.LxdModelAttribute",
                static (_, _) => true,
                (syntax, _) => read(syntax.Attributes[0].ConstructorArguments.Select(argument => (INamedTypeSymbol)argument.Value!))),
            static (_, _) => { });
    }
}
