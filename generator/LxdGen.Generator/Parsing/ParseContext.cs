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
    }

    public INamedTypeSymbol Model { get; }

    public AttributeData Attribute { get; }

    public INamedTypeSymbol Data { get; }

    public INamedTypeSymbol? Put { get; }

    public INamedTypeSymbol Client { get; }

    public IReadOnlyList<DiagnosticInfo> Diagnostics => _diagnostics;

    public Location DataLocation => Attribute.ArgumentLocation(0, Model);

    public Location PutLocation => Attribute.ArgumentLocation(1, Model);

    public Location ClientLocation => Attribute.ArgumentLocation(Put is null ? 1 : 2, Model);

    /// <summary>Null where the attribute's types cannot be made out; the compiler says why.</summary>
    public static ParseContext? Create(INamedTypeSymbol model, AttributeData attribute)
    {
        var types = attribute.ConstructorArguments.Select(argument => argument.Value as INamedTypeSymbol).ToList();
        if (types.Any(type => type is null or IErrorTypeSymbol))
            return null;
        return types.Count switch
        {
            2 => new ParseContext(model, attribute, types[0]!, null, types[1]!),
            3 => new ParseContext(model, attribute, types[0]!, types[1], types[2]!),
            _ => null,
        };
    }

    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}
