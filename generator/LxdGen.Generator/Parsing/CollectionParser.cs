using LxdGen.Generator.Emitting;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds out whether the raw client can list and create the model's objects by their last path parameter.</summary>
internal static class CollectionParser
{
    public static CollectionSpec? Parse(ParseContext context, IReadOnlyDictionary<string, IMethodSymbol> methods, IReadOnlyList<PathSpec> path)
    {
        if (path.Count == 0
            || !methods.TryGetValue("List", out var list) || !methods.TryGetValue("ListUrls", out var urls) || !methods.TryGetValue("Create", out var create)
            || !new[] { list, urls, create }.All(method => IsAround(method, path)))
            return null;
        var post = create.Parameters.FirstOrDefault(parameter => parameter.Type.Fields().Any())?.Type;
        var name = path[path.Count - 1].Member;
        if (post is null || !Has(post, name) || !Has(context.Data, name)
            || !EndpointParser.Fits(list, body: null, Listing(context.Data.Code())) || !EndpointParser.Fits(urls, body: null, Listing("string")) || !EndpointParser.Fits(create, post, EndpointParser.Reply))
            return null;
        var endpoint = EndpointParser.Describe("List", list, path);
        return new CollectionSpec(post.Code(), name, endpoint.Path, endpoint.Extension ?? "");
    }

    private static bool IsAround(IMethodSymbol method, IReadOnlyList<PathSpec> path) =>
        EndpointParser.PathParameters(method).Select(parameter => parameter.Name).SequenceEqual(path.Take(path.Count - 1).Select(item => item.Parameter));

    private static string Listing(string item) => $"{Names.Task}<{Names.Reply}<global::System.Collections.Generic.IReadOnlyList<{item}>>>";

    private static bool Has(ITypeSymbol dto, string name) => dto.Fields().Any(field => field.Name == name && field.Type.SpecialType == SpecialType.System_String);
}
