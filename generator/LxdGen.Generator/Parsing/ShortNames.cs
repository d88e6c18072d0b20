using LxdGen.Generator.Emitting;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Which types can be written by their simple name where the model is, because nothing else there is called so.</summary>
internal static class ShortNames
{
    public static IEnumerable<string> Find(ParseContext context, GeneratorAttributeSyntaxContext syntax, IEnumerable<ITypeSymbol> types)
    {
        var compilation = syntax.SemanticModel.Compilation;
        var unique = UniqueNames.Of(compilation);
        var named = types.SelectMany(WithArguments).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).Where(type => type.ContainingType is null && !type.ContainingNamespace.IsGlobalNamespace).ToList();
        var members = new HashSet<string>(context.Model.MemberNames.Concat(context.FieldsOfData.Select(field => field.Name)));
        // What has a keyword is written with that.
        var own = named.Where(type => type is { SpecialType: SpecialType.None, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }).Select(type => (Namespace: type.ContainingNamespace.ToDisplayString(), type.Name)).Distinct();
        var wanted = Imports.Types.Where(type => !members.Contains(type.Name))
            .Concat(own.Where(type => unique.Has(type.Namespace, type.Name) || !IsImportedToo(compilation, type.Namespace, type.Name))).Distinct();
        var scopes = Scopes(context.Model).Concat(named.Select(type => type.ContainingNamespace)).Distinct(SymbolEqualityComparer.Default).Cast<INamespaceOrTypeSymbol>().ToList();
        return [.. wanted.Where(type => Readings(type.Namespace, type.Name).All(found => IsIn(found, type.Namespace))).Select(type => $"{type.Namespace}.{type.Name}")];

        // What the name could mean in the generated file, whose using directives stand beside the project's global ones.
        IEnumerable<ISymbol> Readings(string space, string name) => new[] { name, $"{name}Attribute" }.Where(name => !unique.Has(space, name)).SelectMany(name =>
            scopes.SelectMany(scope => scope.GetTypeMembers(name)).Concat(syntax.SemanticModel.LookupNamespacesAndTypes(syntax.TargetNode.SpanStart, name: name)));
    }

    internal static bool IsIn(ISymbol found, string space) =>
        found is INamedTypeSymbol { ContainingType: null } type && type.ContainingNamespace.ToDisplayString() == space;

    private static IEnumerable<INamespaceOrTypeSymbol> Scopes(INamedTypeSymbol model)
    {
        for (var outer = model; outer is not null; outer = outer.ContainingType)
        {
            for (var type = outer; type is not null; type = type.BaseType)
                yield return type;
        }

        for (var space = model.ContainingNamespace; space is not null; space = space.ContainingNamespace)
            yield return space;
    }

    private static IEnumerable<INamedTypeSymbol> WithArguments(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? named.TypeArguments.SelectMany(WithArguments).Prepend(named) : [];

    /// <summary>Whether a namespace that the generated file imports has the name too. Asked by full names: to merge the namespaces of all references costs milliseconds at each keystroke.</summary>
    private static bool IsImportedToo(Compilation compilation, string space, string name) =>
        Imports.Types.Select(import => import.Namespace).Distinct().Any(import => import != space && compilation.GetTypeByMetadataName($"{import}.{name}") is not null);
}
