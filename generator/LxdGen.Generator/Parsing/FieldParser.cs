using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Makes the fields of the DTOs into properties: those that PUT takes can be edited, the others read.</summary>
internal static class FieldParser
{
    public static IReadOnlyList<PropertySpec> Parse(ParseContext context, IReadOnlyDictionary<string, IMethodSymbol> methods)
    {
        var writable = Writable(context);
        // An ETag that cannot be sent covers nothing.
        var hasETag = methods.TryGetValue("Put", out var put) && EndpointParser.HasIfMatch(put);
        return [.. context.FieldsOfData.Select(field => Describe(context, field, writable.TryGetValue(field.Name, out var counterpart) ? counterpart : null, hasETag)), .. Carried(context)];
    }

    private static Dictionary<string, IPropertySymbol> Writable(ParseContext context)
    {
        var writable = new Dictionary<string, IPropertySymbol>();
        foreach (var field in context.FieldsOfPut)
        {
            if (IsOfVerb(field))
                continue;
            if (context.FieldsOfData.FirstOrDefault(candidate => candidate.Name == field.Name) is not { } counterpart)
                context.Report(Descriptors.NoCounterpart, context.PutLocation, field.Name, context.Put!.Name, context.Data.Name);
            else if (!Takes(field.Type, counterpart.Type))
                context.Report(Descriptors.OtherType, context.PutLocation, field.Name, counterpart.Type.Show(), context.Data.Name, field.Type.Show(), context.Put!.Name);
            else if (KindOf(field.Type) is null)
                context.Report(Descriptors.UnsupportedType, context.PutLocation, field.Name, context.Put!.Name, field.Type.Show());
            else
                writable[field.Name] = field;
        }

        return writable;
    }

    private static PropertySpec Describe(ParseContext context, IPropertySymbol field, IPropertySymbol? counterpart, bool hasETag)
    {
        var attribute = field.Attribute(KnownNames.FieldAttribute)!;
        return new PropertySpec
        {
            Name = field.Name,
            JsonName = attribute.Text(0),
            Type = field.Type.Code(),
            Kind = counterpart is null ? FieldKind.ReadOnly : KindOf(counterpart.Type)!.Value,
            PutType = counterpart?.Type.Code() ?? "",
            FromPut = counterpart is null ? "" : FromPut(field.Type, counterpart.Type),
            RefusesNull = field.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated },
            NotInETag = !hasETag || attribute.Named<bool>("NotInETag"),
            WipedByPatch = counterpart?.Attribute(KnownNames.FieldAttribute)!.Named<bool>("WipedByPatch") ?? false,
            IsSecret = attribute.Named<bool>("Secret"),
            IsGenerated = !context.Model.GetMembers(field.Name).Any(),
        };
    }

    private static IEnumerable<PropertySpec> Carried(ParseContext context) => context.FieldsOfPut.Where(IsOfVerb).Select(field => new PropertySpec
    {
        Name = field.Name,
        JsonName = field.Attribute(KnownNames.FieldAttribute)!.Text(0),
        Type = "",
        Kind = FieldKind.Carried,
        PutType = field.Type.Code(),
        FromPut = "",
        RefusesNull = false,
        NotInETag = false,
        WipedByPatch = false,
        IsSecret = false,
        IsGenerated = false,
    });

    private static bool IsOfVerb(IPropertySymbol field) => field.Attribute(KnownNames.FieldAttribute)!.Named<string>("Verb") is not null;

    private static FieldKind? KindOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "IDictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, var value] } => KindOf(value) switch
        {
            FieldKind.Value when value.SpecialType == SpecialType.System_String => FieldKind.Map,
            FieldKind.Map => FieldKind.NestedMap,
            _ => null,
        },
        { SpecialType: SpecialType.System_String } => FieldKind.Value,
        { IsValueType: true } => FieldKind.Value,
        _ => null,
    };

    /// <summary>Whether PUT's type takes what GET's has: the same, or null in addition.</summary>
    private static bool Takes(ITypeSymbol put, ITypeSymbol data) => Unwrap(put).Code() == Unwrap(data).Code() && (IsNullable(put) || !IsNullable(data));

    /// <summary>What turns a value of PUT's type into one of GET's, once it was filled from there and so cannot be null.</summary>
    private static string FromPut(ITypeSymbol data, ITypeSymbol put) => (IsNullable(data), IsNullable(put)) switch
    {
        (false, true) when put.IsValueType => ".GetValueOrDefault()",
        (false, true) => "!",
        _ => "",
    };

    private static bool IsNullable(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated;

    private static ITypeSymbol Unwrap(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] }
        ? value
        : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
}
