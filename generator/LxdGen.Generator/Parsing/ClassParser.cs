using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LxdGen.Generator.Parsing;

/// <summary>Looks at the class itself: can it be continued at all?</summary>
internal static class ClassParser
{
    public static void Check(ParseContext context)
    {
        var model = context.Model;
        if (!model.IsPartial())
            context.Report(Descriptors.NotPartial, model.FirstLocation(), model.Name);
        foreach (var outer in Outer(model).Where(outer => !outer.IsPartial()))
            context.Report(Descriptors.OuterNotPartial, outer.FirstLocation(), outer.Name, model.Name);
        if (WhyUnfit(model) is { } reason)
            context.Report(Descriptors.NotAClass, model.FirstLocation(), model.Name, reason);
    }

    public static IEnumerable<INamedTypeSymbol> Outer(INamedTypeSymbol type)
    {
        var outer = new Stack<INamedTypeSymbol>();
        for (var current = type.ContainingType; current is not null; current = current.ContainingType)
            outer.Push(current);
        return outer;
    }

    public static TypeSpec Describe(INamedTypeSymbol type) => new(
        type.Name,
        SyntaxFacts.GetText(type.DeclaredAccessibility),
        type switch { { IsRecord: true, IsValueType: true } => "record struct", { IsRecord: true } => "record", { IsValueType: true } => "struct", { TypeKind: TypeKind.Interface } => "interface", _ => "class" },
        type.IsSealed);

    /// <summary>Attributes that the class has itself and that would be generated otherwise.</summary>
    public static IEnumerable<string> OwnAttributes(INamedTypeSymbol model) =>
        model.GetAttributes().Select(attribute => attribute.AttributeClass?.Name ?? "").Where(name => name == "DebuggerDisplayAttribute");

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static string? WhyUnfit(INamedTypeSymbol model) => model switch
    {
        { IsStatic: true } => "static",
        { IsAbstract: true } => "abstract",
        { IsRecord: true } => "a record",
        { IsGenericType: true } => "generic",
        { IsFileLocal: true } => "local to its file",
        _ when model.InstanceConstructors.Any(IsPrimary) => "given a primary constructor, which cannot set _client and _state",
        _ when Outer(model).Any(outer => outer.IsGenericType) => "inside a generic type",
        _ => null,
    };
}
