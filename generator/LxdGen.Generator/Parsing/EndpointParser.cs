using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Emitting;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds the endpoints of a model among the methods of its raw client, by their names.</summary>
internal static class EndpointParser
{
    public const string Reply = $"{Names.Task}<{Names.Reply}>";

    private static readonly string[] OfObject = ["Get", "Put", "Patch", "Post", "Delete"];
    private static readonly string[] OfCollection = ["List", "ListUrls", "Create"];

    public static bool IsForCollection(string name) => OfCollection.Contains(name);

    public static IReadOnlyDictionary<string, IMethodSymbol> FindMethods(ParseContext context)
    {
        var found = new Dictionary<string, IMethodSymbol>();
        if (context.Client.TypeKind != TypeKind.Interface || !context.Client.AllInterfaces.Any(type => type.IsNamed(KnownNames.RawClient)))
        {
            context.Report(Descriptors.NotARawClient, context.ClientLocation, context.Client.Show());
            return found;
        }

        foreach (var name in OfObject.Concat(OfCollection).Where(name => IsWanted(context, name)))
        {
            var candidates = context.Client.GetMembers($"{name}Async").OfType<IMethodSymbol>().Where(method => method.Attribute(KnownNames.EndpointAttribute) is not null).ToList();
            if (candidates.Count > 1)
                context.Report(Descriptors.TwoEndpoints, context.ClientLocation, context.Client.Name, candidates.Count.ToString(), $"{name}Async");
            else if (candidates.Count == 1 && (IsForCollection(name) || Fits(context, name, candidates[0])))
                found.Add(name, candidates[0]);
            else if (candidates.Count == 1 || name == "Get" || (name == "Put" && context.Put is not null))
                context.Report(Descriptors.NoEndpoint, context.ClientLocation, context.Client.Name, $"{name}Async", What(context, name));
        }

        return found;
    }

    /// <summary>The parameters that are part of the path: strings that must be given.</summary>
    public static IEnumerable<IParameterSymbol> PathParameters(IMethodSymbol method) =>
        method.Parameters.Where(parameter => !parameter.IsOptional && parameter.Type.SpecialType == SpecialType.System_String);

    /// <summary>Whether a method can be called with its path parameters, a body if it takes one, and a token, and returns what it must.</summary>
    public static bool Fits(IMethodSymbol method, ITypeSymbol? body, string returns)
    {
        var others = method.Parameters.Where(parameter => !parameter.IsOptional).Except(PathParameters(method), SymbolEqualityComparer.Default).Cast<IParameterSymbol>();
        return method.ReturnType.Code() == returns
            && method.Parameters.Any(parameter => parameter.Name == "cancellationToken")
            && others.Select(parameter => parameter.Type).SequenceEqual(body is null ? [] : [body], SymbolEqualityComparer.Default);
    }

    public static bool HasIfMatch(IMethodSymbol method) => Has(method, "ifMatch");

    public static EndpointSpec Describe(ParseContext context, string name, IMethodSymbol method, PathsSpec path)
    {
        var endpoint = method.Attribute(KnownNames.EndpointAttribute)!;
        return new EndpointSpec(
            name,
            endpoint.Text(0),
            endpoint.Text(1),
            endpoint.Named<string>("Extension"),
            new(PathParameters(method).Select(parameter => path.ValueOf(parameter.Name))),
            HasIfMatch(method),
            Has(method, "project"),
            Has(method, "target"))
        {
            Body = name == "Post" ? Body(method)?.Code() : null,
            Renames = name == "Post" && Renames(context, method, path),
        };
    }

    /// <summary>The DTO that a method sends.</summary>
    public static ITypeSymbol? Body(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter => parameter.Type.IsDto())?.Type;

    private static bool Renames(ParseContext context, IMethodSymbol method, PathsSpec path) =>
        path.Own is [.., { Member: { } member }]
        && Body(method)!.TextField(member) is not null
        && context.Model.GetMembers(member).OfType<IPropertySymbol>().Any(property => property.SetMethod is { IsInitOnly: false });

    private static bool Has(IMethodSymbol method, string optional) => method.Parameters.Any(parameter => parameter.IsOptional && parameter.Name == optional);

    // A model that can only be read has no use for the others, even where the client has them.
    private static bool IsWanted(ParseContext context, string name) => context.Put is not null || name is not ("Put" or "Patch");

    private static bool Fits(ParseContext context, string name, IMethodSymbol method) => name switch
    {
        "Get" => Fits(method, body: null, $"{Names.Task}<{Names.Reply}<{context.Data.Code()}>>"),
        "Delete" => Fits(method, body: null, Reply),
        "Post" => Body(method) is { } body && Fits(method, body, Reply),
        _ => Fits(method, context.Put, Reply),
    };

    private static string What(ParseContext context, string name) => name switch
    {
        "Get" => $"that takes strings for its path and returns Task<LxdReply<{context.Data.Name}>>",
        "Delete" => "that takes strings for its path and returns Task<LxdReply>",
        "Post" => "that takes strings for its path and one DTO, and returns Task<LxdReply>",
        _ => $"that takes strings for its path and a {context.Put!.Name}, and returns Task<LxdReply>",
    };
}
