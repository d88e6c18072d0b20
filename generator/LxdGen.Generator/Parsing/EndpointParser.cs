using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds the endpoints of a model among the methods of its raw client, by their names.</summary>
internal static class EndpointParser
{
    private static readonly string[] OfObject = ["Get", "Put", "Patch", "Delete"];
    private static readonly string[] OfCollection = ["List", "ListUrls", "Create"];

    public static bool IsForCollection(string name) => OfCollection.Contains(name);

    public static IReadOnlyDictionary<string, IMethodSymbol> FindMethods(ParseContext context)
    {
        var found = new Dictionary<string, IMethodSymbol>();
        if (context.Client.TypeKind != TypeKind.Interface || !context.Client.AllInterfaces.Any(type => type.PlainName() == KnownNames.RawClient))
        {
            context.Report(Descriptors.NotARawClient, context.ClientLocation, context.Client.Name);
            return found;
        }

        foreach (var name in OfObject.Concat(OfCollection))
        {
            var candidates = context.Client.GetMembers($"{name}Async").OfType<IMethodSymbol>().Where(method => method.Attribute(KnownNames.EndpointAttribute) is not null).ToList();
            if (candidates.Count > 1)
                context.Report(Descriptors.TwoEndpoints, context.ClientLocation, context.Client.Name, candidates.Count.ToString(), $"{name}Async");
            else if (candidates.Count == 1 && IsWanted(context, name))
                found.Add(name, candidates[0]);
        }

        Require(context, found, "Get", method => Returns(method, context.Data), $"that returns {context.Data.Name}");
        if (context.Put is { } put)
        {
            Require(context, found, "Put", method => Takes(method, put), $"that takes {put.Name}");
            if (found.ContainsKey("Patch"))
                Require(context, found, "Patch", method => Takes(method, put), $"that takes {put.Name}");
        }

        return found;
    }

    /// <summary>The parameters that are part of the path: strings that must be given.</summary>
    public static IEnumerable<IParameterSymbol> PathParameters(IMethodSymbol method) =>
        method.Parameters.Where(parameter => !parameter.IsOptional && parameter.Type.SpecialType == SpecialType.System_String);

    public static EndpointSpec Describe(string name, IMethodSymbol method, IReadOnlyList<PathSpec> path)
    {
        var endpoint = method.Attribute(KnownNames.EndpointAttribute)!;
        return new EndpointSpec(
            name,
            (string)endpoint.ConstructorArguments[0].Value!,
            (string)endpoint.ConstructorArguments[1].Value!,
            endpoint.Named<string>("Extension"),
            new(PathParameters(method).Select(parameter => path.First(item => item.Parameter == parameter.Name).Member)),
            method.Parameters.Any(parameter => parameter.Name == "ifMatch"));
    }

    // A model that can only be read has no use for the others, even where the client has them.
    private static bool IsWanted(ParseContext context, string name) => context.Put is not null || name is not ("Put" or "Patch");

    private static void Require(ParseContext context, Dictionary<string, IMethodSymbol> found, string name, Func<IMethodSymbol, bool> fits, string what)
    {
        if (found.TryGetValue(name, out var method) && fits(method))
            return;
        found.Remove(name);
        // Two candidates have been reported already.
        if (context.Client.GetMembers($"{name}Async").Length < 2)
            context.Report(Descriptors.NoEndpoint, context.ClientLocation, context.Client.Name, $"{name}Async", what);
    }

    private static bool Returns(IMethodSymbol method, INamedTypeSymbol data) =>
        method.ReturnType is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol { TypeArguments: [var value] }] } && SymbolEqualityComparer.Default.Equals(value, data);

    private static bool Takes(IMethodSymbol method, INamedTypeSymbol put) =>
        method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, put));
}
