using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Makes the fields of the DTOs into properties: those that PUT takes can be edited, the others read.</summary>
internal static class FieldParser
{
    public static IReadOnlyList<PropertySpec> Parse(ParseContext context)
    {
        if (!context.Data.Fields().Any())
            context.Report(Descriptors.NotADto, context.DataLocation, context.Data.Name);
        if (context.Put is { } put && !put.Fields().Any())
            context.Report(Descriptors.NotADto, context.PutLocation, put.Name);
        var writable = Writable(context);
        CheckClashes(context);
        return [.. context.Data.Fields().Select(field => Describe(context, field, writable.TryGetValue(field.Name, out var counterpart) ? counterpart : null))];
    }

    private static Dictionary<string, IPropertySymbol> Writable(ParseContext context)
    {
        var writable = new Dictionary<string, IPropertySymbol>();
        foreach (var field in context.Put?.Fields() ?? [])
        {
            if (field.Attribute(KnownNames.FieldAttribute)!.Named<string>("Verb") is not null)
                continue;
            if (context.Data.Fields().FirstOrDefault(candidate => candidate.Name == field.Name) is not { } counterpart)
                context.Report(Descriptors.NoCounterpart, context.PutLocation, field.Name, context.Put!.Name, context.Data.Name);
            else if (Unwrap(counterpart.Type).Code() != Unwrap(field.Type).Code())
                context.Report(Descriptors.OtherType, context.PutLocation, field.Name, Show(counterpart.Type), context.Data.Name, Show(field.Type), context.Put!.Name);
            else if (KindOf(field.Type) is null)
                context.Report(Descriptors.UnsupportedType, context.PutLocation, field.Name, context.Put!.Name, Show(field.Type));
            else
                writable.Add(field.Name, field);
        }

        return writable;
    }

    private static PropertySpec Describe(ParseContext context, IPropertySymbol field, IPropertySymbol? counterpart)
    {
        var attribute = field.Attribute(KnownNames.FieldAttribute)!;
        return new PropertySpec
        {
            Name = field.Name,
            JsonName = (string)attribute.ConstructorArguments[0].Value!,
            Type = field.Type.Code(),
            Kind = counterpart is null ? FieldKind.ReadOnly : KindOf(counterpart.Type)!.Value,
            PutType = counterpart?.Type.Code() ?? "",
            FromPut = counterpart is null ? "" : FromPut(field.Type, counterpart.Type),
            RefusesNull = field.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated },
            NotInETag = attribute.Named<bool>("NotInETag"),
            WipedByPatch = counterpart?.Attribute(KnownNames.FieldAttribute)!.Named<bool>("WipedByPatch") ?? false,
            IsGenerated = !context.Model.GetMembers(field.Name).Any(),
        };
    }

    private static void CheckClashes(ParseContext context)
    {
        foreach (var field in context.Data.Fields())
        {
            if (field.Name == context.Model.Name || KnownNames.GeneratedMembers.Contains(field.Name))
                context.Report(Descriptors.Clash, context.DataLocation, $"{context.Data.Name}.{field.Name}");
            foreach (var member in context.Model.GetMembers(field.Name))
            {
                if (member.Attribute(KnownNames.PathAttribute) is null && member.Attribute(KnownNames.OwnAttribute) is null)
                    context.Report(Descriptors.Clash, member.FirstLocation(), member.Name);
            }
        }
    }

    private static FieldKind? KindOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "IDictionary", TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }] } => FieldKind.Map,
        { SpecialType: SpecialType.System_String } => FieldKind.Value,
        { IsValueType: true } => FieldKind.Value,
        _ => null,
    };

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

    private static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
