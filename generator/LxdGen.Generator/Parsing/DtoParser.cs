using LxdGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Looks at the DTOs as a whole: are they such as the templates make?</summary>
internal static class DtoParser
{
    /// <summary>Whether both will do; where one will not, what follows from it is not worth reporting.</summary>
    public static bool Check(ParseContext context) =>
        Check(context, context.Data, context.DataLocation) & (context.Put is not { } put || Check(context, put, context.PutLocation));

    private static bool Check(ParseContext context, INamedTypeSymbol dto, Location location)
    {
        if (WhyUnfit(dto) is not { } reason)
            return true;
        context.Report(Descriptors.NotADto, location, dto.Show(), reason);
        return false;
    }

    private static string? WhyUnfit(INamedTypeSymbol dto) => dto switch
    {
        { TypeKind: not TypeKind.Class } or { IsAbstract: true } => "is no class that can be created",
        { IsGenericType: true } => "is generic",
        _ when !dto.Fields().Any() => "has no property with [LxdField]",
        _ when !dto.GetMembers("AdditionalProperties").OfType<IPropertySymbol>().Any() => "has no AdditionalProperties",
        _ when !dto.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }) => "has no constructor without parameters",
        _ => null,
    };
}
