using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds out which member supplies which path parameter: the one that [LxdPath] marks with its name.</summary>
internal static class PathParser
{
    public static IReadOnlyList<PathSpec> Parse(ParseContext context, IEnumerable<IMethodSymbol> endpoints)
    {
        var parameters = endpoints.SelectMany(EndpointParser.PathParameters).Select(parameter => parameter.Name).Distinct().ToList();
        var suppliers = new Dictionary<string, ISymbol>();
        foreach (var member in context.Model.GetMembers())
        {
            if (member.Attribute(KnownNames.PathAttribute) is { ConstructorArguments: [{ Value: string parameter }] } attribute)
                Add(context, suppliers, parameters, member, parameter, attribute.ArgumentLocation(0, member));
        }

        foreach (var parameter in parameters.Where(parameter => !suppliers.ContainsKey(parameter)))
            context.Report(Descriptors.NoPath, context.Model.FirstLocation(), context.Model.Name, parameter);
        return [.. parameters.Where(suppliers.ContainsKey).Select(parameter => new PathSpec(parameter, suppliers[parameter].Name))];
    }

    private static void Add(ParseContext context, Dictionary<string, ISymbol> suppliers, List<string> parameters, ISymbol member, string parameter, Location location)
    {
        if (parameters.Count > 0 && !parameters.Contains(parameter))
            context.Report(Descriptors.UnknownPath, location, context.Client.Name, parameter, string.Join(", ", parameters));
        else if (suppliers.TryGetValue(parameter, out var other))
            context.Report(Descriptors.TwoPaths, location, parameter, other.Name);
        else
            suppliers.Add(parameter, member);
        if (WhyUnfit(context.Model, member) is { } reason)
            context.Report(Descriptors.BadPath, member.FirstLocation(), member.Name, parameter, reason);
    }

    private static string? WhyUnfit(INamedTypeSymbol model, ISymbol member)
    {
        var type = (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
        if (member.IsStatic)
            return "it is static";
        if (type?.SpecialType != SpecialType.System_String)
            return "it is no string";
        if (type.NullableAnnotation == NullableAnnotation.Annotated)
            return "it may be null";
        var isStored = member is IFieldSymbol || model.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member));
        if (member is IPropertySymbol { GetMethod: null } or IPropertySymbol { IsIndexer: true })
            return "it cannot be read by its name";
        if (model.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared))
            return null;
        if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            return "it is required, but the generated constructor sets it; take required away";
        return isStored
            ? null
            : "the generated constructor cannot set it; make it an automatic property, or declare a constructor";
    }
}
