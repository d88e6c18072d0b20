using System.Collections.Immutable;
using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds the member that holds the object which a model's objects belong to, and the path parameters that this one supplies.</summary>
internal static class ParentParser
{
    public static (ParentSpec Member, IReadOnlyList<PathSpec> Path)? Parse(ParseContext context, Compilation compilation)
    {
        var parents = context.Model.GetMembers().Where(IsParent).ToList();
        foreach (var member in parents)
        {
            if (WhyUnfit(compilation, context.Model, member, isFirst: member.Equals(parents[0], SymbolEqualityComparer.Default)) is { } reason)
                context.Report(Descriptors.BadParent, member.FirstLocation(), member.Name, reason);
        }

        return parents is [var parent] && PathParser.TypeOf(parent) is { } type
            ? (new ParentSpec(parent.Name, type.Code()), [.. Supplied(parent, [context.Model])])
            : null;
    }

    /// <summary>What the parent supplies, and what its own parent does.</summary>
    /// <param name="parent">The member that holds the parent.</param>
    /// <param name="seen">The models on the way there, among which it can be none: models in a circle belong to each other for ever.</param>
    private static IEnumerable<PathSpec> Supplied(ISymbol parent, ImmutableArray<ITypeSymbol> seen)
    {
        if (PathParser.TypeOf(parent) is not { } type || seen.Contains(type, SymbolEqualityComparer.Default))
            yield break;
        foreach (var member in type.GetMembers())
        {
            if (PathParameterOf(member) is { } parameter)
                yield return new PathSpec(parameter, $"{parent.Name}.{PathParser.ValueOf(member)}", Type: null, Member: null);
            if (!IsParent(member))
                continue;
            foreach (var path in Supplied(member, seen.Add(type)))
                yield return path with { Value = $"{parent.Name}.{path.Value}" };
        }
    }

    private static string? PathParameterOf(ISymbol member) =>
        member is (IPropertySymbol or IFieldSymbol) && member.Attribute(KnownNames.PathAttribute) is { ConstructorArguments: [{ Value: string parameter }] } ? parameter : null;

    private static bool IsParent(ISymbol member) => member is (IPropertySymbol or IFieldSymbol) && member.Attribute(KnownNames.ParentAttribute) is not null;

    private static bool CanRead(Compilation compilation, INamedTypeSymbol model, ISymbol member) =>
        compilation.IsSymbolAccessibleWithin((member as IPropertySymbol)?.GetMethod ?? member, model);

    private static string? WhyUnfit(Compilation compilation, INamedTypeSymbol model, ISymbol member, bool isFirst)
    {
        if (!isFirst)
            return "there is one already";
        if (PathParser.TypeOf(member) is not INamedTypeSymbol { TypeKind: TypeKind.Class } type || type.Attribute(KnownNames.ModelAttribute) is null || type.Equals(model, SymbolEqualityComparer.Default))
            return "it is no other model";
        if (type.GetMembers().FirstOrDefault(part => (PathParameterOf(part) is not null || IsParent(part)) && !CanRead(compilation, model, part)) is { } hidden)
            return $"its {hidden.Name} cannot be read from here";
        return PathParser.WhyNotSet(model, member);
    }
}
