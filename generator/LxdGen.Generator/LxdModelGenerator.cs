using LxdGen.Generator.Emitting;
using LxdGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LxdGen.Generator;

/// <summary>Continues partial classes with [LxdModel]: properties, tracking of edits, and the verbs.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LxdModelGenerator : IIncrementalGenerator
{
    internal const string ParsedStep = "Parsed";
    internal const string ModelStep = "Model";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ModelAttribute, static (node, _) => node is TypeDeclarationSyntax, ModelParser.Parse)
            .WithTrackingName(ParsedStep);

        context.RegisterSourceOutput(parsed.SelectMany(static (result, _) => result.Diagnostics), static (output, diagnostic) =>
            output.ReportDiagnostic(diagnostic.ToDiagnostic()));

        var models = parsed.Select(static (result, _) => result.Model).WithTrackingName(ModelStep);
        context.RegisterSourceOutput(models, static (output, model) =>
        {
            if (model is not null)
                output.AddSource(ModelEmitter.FileName(model), ModelEmitter.Emit(model));
        });
    }
}
