using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>
/// Finds out which member supplies which path parameter: the one that [LxdPath] marks with its name, else one of the
/// parent, which [LxdParent] marks.
/// </summary>
internal static class PathParser
{
    public static PathsSpec Parse(ParseContext context, Compilation compilation, IEnumerable<IMethodSymbol> endpoints)
    {
        var parameters = endpoints.SelectMany(EndpointParser.PathParameters).Select(parameter => parameter.Name).Distinct().ToList();
        var suppliers = new Dictionary<string, ISymbol>();
        foreach (var member in context.Model.GetMembers().Where(member => member is IPropertySymbol or IFieldSymbol))
        {
            if (member.Attribute(KnownNames.PathAttribute) is { ConstructorArguments: [{ Value: string parameter }] } attribute)
                Add(context, suppliers, parameters, member, parameter, attribute.ArgumentLocation(0, member));
        }

        var paths = suppliers.Select(supplier => new PathSpec(supplier.Key, ValueOf(supplier.Value), TypeOf(supplier.Value)!.Code(), supplier.Value.Name)).ToList();
        var parent = ParentParser.Parse(context, compilation);
        paths.AddRange((parent?.Path ?? []).Where(path => !suppliers.ContainsKey(path.Parameter)));
        foreach (var parameter in parameters.Where(parameter => paths.All(path => path.Parameter != parameter)))
            context.Report(Descriptors.NoPath, context.Model.FirstLocation(), context.Model.Name, parameter);
        return new PathsSpec(parent?.Member, new(parameters.SelectMany(parameter => paths.Where(path => path.Parameter == parameter))));
    }

    /// <summary>How the model gives the parameter's value.</summary>
    public static string ValueOf(ISymbol member) => TypeOf(member)?.SpecialType == SpecialType.System_String ? member.Name : $"{member.Name}.Value";

    public static ITypeSymbol? TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;

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
        var type = TypeOf(member);
        if (type is null || (type.SpecialType != SpecialType.System_String && !type.IsOpenValue()))
            return "it is no string and no open value";
        return WhyNotSet(model, member);
    }

    /// <summary>Why the generated constructor cannot set a member that supplies part of the path; null if it can.</summary>
    public static string? WhyNotSet(INamedTypeSymbol model, ISymbol member)
    {
        if (member.IsStatic)
            return "it is static";
        if (TypeOf(member) is { NullableAnnotation: NullableAnnotation.Annotated })
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
