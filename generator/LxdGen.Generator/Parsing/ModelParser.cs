using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Makes a class with [LxdModel] into a <see cref="ModelSpec"/>.</summary>
internal static class ModelParser
{
    public static ParseResult Parse(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken)
    {
        var (model, attribute) = ((INamedTypeSymbol)syntax.TargetSymbol, syntax.Attributes[0]);
        // The attribute on a struct, or on two parts of a class, is an error of the compiler's.
        if (model.TypeKind != TypeKind.Class || model.Attribute(KnownNames.ModelAttribute) != attribute)
            return new ParseResult(null, default);
        if (ParseContext.Create(model, attribute) is not { } context)
            return new ParseResult(null, new(ParseContext.WhyNot(model, attribute)));
        ClassParser.Check(context);
        if (!DtoParser.Check(context))
            return new ParseResult(null, new(context.Diagnostics));
        cancellationToken.ThrowIfCancellationRequested();
        var methods = EndpointParser.FindMethods(context);
        var path = PathParser.Parse(context, syntax.SemanticModel.Compilation, methods.Where(method => !EndpointParser.IsForCollection(method.Key)).Select(method => method.Value));
        var properties = FieldParser.Parse(context, methods);
        ClashParser.Check(context, methods);
        var spec = context.Diagnostics.Count > 0 ? null : CreateSpec(context, syntax, methods, path, properties);
        return new ParseResult(spec, new(context.Diagnostics));
    }

    private static ModelSpec CreateSpec(ParseContext context, GeneratorAttributeSyntaxContext syntax, IReadOnlyDictionary<string, IMethodSymbol> methods, PathsSpec path, IReadOnlyList<PropertySpec> properties)
    {
        var needsConstructor = context.Model.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared);
        return new ModelSpec
        {
            Namespace = context.Model.ContainingNamespace.IsGlobalNamespace ? "" : context.Model.ContainingNamespace.ToDisplayString(),
            Type = ClassParser.Describe(context.Model),
            Outer = new(ClassParser.Outer(context.Model).Select(ClassParser.Describe)),
            Data = context.Data.Code(),
            Put = context.Put?.Code(),
            Client = context.Client.Code(),
            Path = path,
            Properties = new(properties),
            Endpoints = new(methods.Where(method => !EndpointParser.IsForCollection(method.Key)).Select(method => EndpointParser.Describe(context, method.Key, method.Value, path))),
            Collection = needsConstructor ? CollectionParser.Parse(context, methods, path) : null,
            NeedsConstructor = needsConstructor,
            OwnMembers = new(context.Model.GetMembers().Where(member => !member.IsImplicitlyDeclared).Select(member => member.Name).Concat(ClassParser.OwnAttributes(context.Model)).Distinct()),
            ShortNames = new(ShortNames.Find(context, syntax, Types(context, methods))),
        };
    }

    private static IEnumerable<ITypeSymbol> Types(ParseContext context, IReadOnlyDictionary<string, IMethodSymbol> methods) =>
        context.FieldsOfData.Select(field => field.Type)
            .Concat(context.FieldsOfPut.Select(field => field.Type))
            .Concat(methods.Values.SelectMany(method => method.Parameters).Select(parameter => parameter.Type))
            .Concat(context.Model.GetMembers().Where(member => (member.Attribute(KnownNames.PathAttribute) ?? member.Attribute(KnownNames.ParentAttribute)) is not null).Select(PathParser.TypeOf).OfType<ITypeSymbol>())
            .Concat([context.Data, context.Client, .. context.Put is { } put ? [put] : Array.Empty<ITypeSymbol>()]);
}
