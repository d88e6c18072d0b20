using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LxdGen.Generator.Parsing;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Plain = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type as it is to be written: <c>global::System.String?</c>, keywords for what has one.</summary>
    public static string Code(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    /// <summary>The type's name with its namespace and nothing else.</summary>
    public static string PlainName(this ITypeSymbol type) => type.ToDisplayString(Plain);

    // The short name first: to write out a full one costs more than all else here.
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && name.EndsWith(type.Name, StringComparison.Ordinal) && type.PlainName() == name);

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

    public static IEnumerable<IPropertySymbol> Fields(this ITypeSymbol dto) =>
        dto.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && property.Attribute(KnownNames.FieldAttribute) is not null);

    /// <summary>Whether the type is an open value set: a string of which some values are known.</summary>
    public static bool IsOpenValue(this ITypeSymbol type) =>
        type.IsValueType && type.AllInterfaces.Any(implemented => implemented.PlainName() == KnownNames.OpenValue);

    /// <summary>The type as messages name it.</summary>
    public static string Show(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
