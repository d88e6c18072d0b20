using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LxdGen.Generator.Parsing;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as it is to be written: <c>global::System.String?</c>, keywords for what has one.</summary>
    public static string Code(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    /// <summary>Whether the type has this full name. Compared part by part: to write out a full name costs more than all else here.</summary>
    public static bool IsNamed(this INamedTypeSymbol type, string name)
    {
        ISymbol part = type;
        for (var end = name.Length; ; part = part.ContainingNamespace)
        {
            var start = end - part.Name.Length;
            if (part.ContainingType is not null || start < 0 || string.CompareOrdinal(name, start, part.Name, 0, part.Name.Length) != 0)
                return false;
            if (part.ContainingNamespace is null or { IsGlobalNamespace: true })
                return start == 0;
            end = start - 1;
            if (end < 0 || name[end] != '.')
                return false;
        }
    }

    public static AttributeData? Attribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.IsNamed(name))
                return attribute;
        }

        return null;
    }

    /// <summary>A string that the attribute was given, empty while it is being typed.</summary>
    public static string Text(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.ElementAtOrDefault(index) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : "";

    public static T? Named<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is T value ? value : default;

    /// <summary>Where the attribute's argument is, else the attribute, else the symbol itself.</summary>
    public static Location ArgumentLocation(this AttributeData attribute, int index, ISymbol owner)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        var name = attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(index)?.Name;
        var arguments = syntax?.ArgumentList?.Arguments;
        var argument = arguments?.FirstOrDefault(item => item.NameColon is { } colon && colon.Name.Identifier.ValueText == name) ?? arguments?.ElementAtOrDefault(index);
        return argument?.GetLocation() ?? syntax?.GetLocation() ?? owner.FirstLocation();
    }

    public static Location FirstLocation(this ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    public static bool IsPartial(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static IEnumerable<IPropertySymbol> Fields(this ITypeSymbol dto) => dto.GetMembers().OfType<IPropertySymbol>().Where(IsField);

    /// <summary>The string field of that name; no other is looked at.</summary>
    public static IPropertySymbol? TextField(this ITypeSymbol dto, string name) =>
        dto.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property => property.Type.SpecialType == SpecialType.System_String && IsField(property));

    /// <summary>Whether the type is a class with fields.</summary>
    public static bool IsDto(this ITypeSymbol type) => type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && type.Fields().Any();

    /// <summary>Whether the type is an open value set: a string of which some values are known.</summary>
    public static bool IsOpenValue(this ITypeSymbol type) =>
        type.IsValueType && type.AllInterfaces.Any(implemented => implemented.IsNamed(KnownNames.OpenValue));

    /// <summary>The type as messages name it.</summary>
    public static string Show(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsField(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && property.Attribute(KnownNames.FieldAttribute) is not null;
}
