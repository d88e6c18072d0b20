using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>One class with its attribute while it is being parsed, and what was found wrong with it.</summary>
internal sealed class ParseContext
{
    private readonly List<DiagnosticInfo> _diagnostics = [];

    private ParseContext(INamedTypeSymbol model, AttributeData attribute, INamedTypeSymbol data, INamedTypeSymbol? put, INamedTypeSymbol client)
    {
        Model = model;
        Attribute = attribute;
        Data = data;
        Put = put;
        Client = client;
        FieldsOfData = [.. data.Fields()];
        FieldsOfPut = [.. put?.Fields() ?? []];
    }

    public INamedTypeSymbol Model { get; }

    public AttributeData Attribute { get; }

    public INamedTypeSymbol Data { get; }

    public INamedTypeSymbol? Put { get; }

    public INamedTypeSymbol Client { get; }

    public IReadOnlyList<DiagnosticInfo> Diagnostics => _diagnostics;

    /// <summary>Read once: to bind the attributes of all properties is most of what a DTO costs.</summary>
    public IReadOnlyList<IPropertySymbol> FieldsOfData { get; }

    public IReadOnlyList<IPropertySymbol> FieldsOfPut { get; }

    public Location DataLocation => Attribute.ArgumentLocation(0, Model);

    public Location PutLocation => Attribute.ArgumentLocation(1, Model);

    public Location ClientLocation => Attribute.ArgumentLocation(Put is null ? 1 : 2, Model);

    /// <summary>Null where the attribute's types cannot be made out.</summary>
    public static ParseContext? Create(INamedTypeSymbol model, AttributeData attribute)
    {
        var types = attribute.ConstructorArguments.Select(argument => argument.Kind == TypedConstantKind.Type ? argument.Value as INamedTypeSymbol : null).ToList();
        if (types.Any(type => type is null or IErrorTypeSymbol))
            return null;
        return types.Count switch
        {
            2 => new ParseContext(model, attribute, types[0]!, null, types[1]!),
            3 => new ParseContext(model, attribute, types[0]!, types[1], types[2]!),
            _ => null,
        };
    }

    /// <summary>Reports what is no type with a name, such as null and arrays. Where the compiler sees an error it says so itself.</summary>
    public static IEnumerable<DiagnosticInfo> WhyNot(INamedTypeSymbol model, AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not { Kind: TypedConstantKind.Type, Value: var value } || value is INamedTypeSymbol)
                continue;
            var name = (value as ITypeSymbol)?.Show() ?? "null";
            var location = attribute.ArgumentLocation(i, model);
            yield return i == arguments.Length - 1
                ? DiagnosticInfo.Create(Descriptors.NotARawClient, location, name)
                : DiagnosticInfo.Create(Descriptors.NotADto, location, name, "is no class that can be created");
        }
    }

    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}
