using LxdGen.Generator.Emitting;
using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds out whether the raw client can list and create the model's objects by their last path parameter.</summary>
internal static class CollectionParser
{
    public static string NameOf(string model) => $"{model}Collection";

    public static CollectionSpec? Parse(ParseContext context, IReadOnlyDictionary<string, IMethodSymbol> methods, PathsSpec path)
    {
        if (path.Own is not [.., { Member: { } name, Parameter: var last }]
            || !methods.TryGetValue("List", out var list) || !methods.TryGetValue("ListUrls", out var urls) || !methods.TryGetValue("Create", out var create)
            || !new[] { list, urls, create }.All(method => IsAround(method, path, last)))
            return null;
        var post = EndpointParser.Body(create);
        if (post is null || post.TextField(name) is not { } nameOfPost || context.Data.TextField(name) is null
            || !EndpointParser.Fits(list, body: null, Listing(context.Data.Code())) || !EndpointParser.Fits(urls, body: null, Listing("string")) || !EndpointParser.Fits(create, post, EndpointParser.Reply))
            return null;
        var endpoint = EndpointParser.Describe(context, "List", list, path);
        return new CollectionSpec(post.Code(), name, endpoint.Path, endpoint.Extension ?? "", endpoint.Arguments, new(path.Own.Take(path.Own.Length - 1)), new(OwnMembers(context.Model)))
        {
            NameMayBeNull = nameOfPost.Type.NullableAnnotation == NullableAnnotation.Annotated,
        };
    }

    private static bool IsAround(IMethodSymbol method, PathsSpec path, string last) =>
        EndpointParser.PathParameters(method).Select(parameter => parameter.Name).SequenceEqual(path.All.Select(item => item.Parameter).Where(parameter => parameter != last));

    /// <summary>What a part of the collection that was written by hand has: names, and of methods the type of the first parameter too.</summary>
    private static IEnumerable<string> OwnMembers(INamedTypeSymbol model) =>
        (model.ContainingType ?? (INamespaceOrTypeSymbol)model.ContainingNamespace).GetTypeMembers(NameOf(model.Name), 0)
            .SelectMany(collection => collection.GetMembers()).Where(member => !member.IsImplicitlyDeclared)
            .SelectMany(member => member is IMethodSymbol { Parameters: [var first, ..] } ? new[] { member.Name, $"{member.Name}({first.Type.Code()})" } : [member.Name]).Distinct();

    private static string Listing(string item) => $"{Names.Task}<{Names.Reply}<global::System.Collections.Generic.IReadOnlyList<{item}>>>";
}
