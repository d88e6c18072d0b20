using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LxdGen.Generator.Tests.Harness;

/// <summary>Some code, compiled as a user's project would be, and what the generator made of it.</summary>
internal sealed class GeneratorRun
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(LxdClient).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Newtonsoft.Json.JsonReader).Assembly.Location),
    ];

    private readonly Compilation _output;

    private GeneratorRun(CSharpCompilation input)
    {
        Driver = CreateDriver().RunGeneratorsAndUpdateCompilation(input, out _output, out var diagnostics);
        Diagnostics = diagnostics;
        Assert.Null(Result.Exception);
    }

    public GeneratorDriver Driver { get; }

    /// <summary>What the generator complained about.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result => Assert.Single(Driver.GetRunResult().Results);

    public IEnumerable<string> GeneratedTexts => Result.GeneratedSources.Select(source => source.SourceText.ToString());

    /// <summary>The compiler's errors and warnings in all the code; undocumented members count where they are generated.</summary>
    public IEnumerable<Diagnostic> CompilerComplaints => _output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Where(diagnostic => diagnostic.Id != "CS1591" || Driver.GetRunResult().GeneratedTrees.Contains(diagnostic.Location.SourceTree!));

    public static GeneratorRun Of(params string[] sources) => new(Compile(sources));

    public static GeneratorRun Of(MetadataReference library, params string[] sources) => new(Compile(sources).AddReferences(library));

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        $"Made{Guid.NewGuid():N}",
        sources.Prepend(ImplicitUsings).Select(Parse),
        References,
        // Newtonsoft.Json was built for an older runtime, of which no build of the SDK's warns.
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]));

    public static SyntaxTree Parse(string source, int number) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"{number}.cs");

    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new LxdModelGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The code that a diagnostic points at. A generator's diagnostics hold no tree, only a file and a span.</summary>
    public string TextAt(Diagnostic diagnostic) => _output.SyntaxTrees
        .Single(tree => tree.FilePath == diagnostic.Location.GetLineSpan().Path)
        .GetText().ToString(diagnostic.Location.SourceSpan);

    public void AssertCompiles()
    {
        Assert.Empty(Diagnostics);
        Assert.Empty(CompilerComplaints);
    }
}
