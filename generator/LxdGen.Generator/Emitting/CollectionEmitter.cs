using LxdGen.Generator.Models;
using LxdGen.Generator.Parsing;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the collection of a model's objects: what LxdCollection cannot know, and a part written by hand does not have.</summary>
internal static class CollectionEmitter
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList";

    public static void Emit(SourceWriter writer, ModelSpec model, CollectionSpec collection)
    {
        var name = CollectionParser.NameOf(model.Type.Name);
        var outer = Outer(model, collection);
        var create = string.Concat(outer.Select(item => $"{item.Field}, "));
        var arguments = string.Concat(Arguments(model, collection).Select(value => $"{value}, "));
        writer.Line($"/// <summary>The <see cref=\"{model.Type.Name}\"/> objects at <c>{collection.ListPath}</c>.</summary>");
        writer.Line($"/// <remarks>Immutable and thread-safe.{(collection.ListExtension.Length > 0 ? $" Needs the API extension <c>{collection.ListExtension}</c>." : "")}</remarks>");
        writer.Line(Names.GeneratedCode);
        writer.Open($"{model.Type.Accessibility} partial class {name} : global::LxdGen.LxdCollection<{model.Type.Name}, {model.Data}, {collection.Post}>");
        EmitConstructors(writer, model, name, outer);
        if (!collection.OwnMembers.Contains("CreateAsync"))
            EmitCreate(writer, model, collection);
        Override(writer, collection, "ListPath", "string", "", $"{(collection.ListPath.Contains("{") ? "$" : "")}\"{ListPath(model, collection)}\"");
        Override(writer, collection, "CreateModel", model.Type.Name, "string name", $"new(_client, {create}name)");
        Override(writer, collection, "NameOf", "string", $"{model.Data} data", $"data.{collection.NameProperty}");
        Override(writer, collection, "NameOf", $"string{(collection.NameMayBeNull ? "?" : "")}", $"{collection.Post} post", $"post.{collection.NameProperty}");
        Override(writer, collection, "ListAsync", $"{Names.Task}<{Names.Reply}<{List}<{model.Data}>>>", $"{Names.Token} cancellationToken", $"\n    _client.ListAsync({arguments}cancellationToken: cancellationToken)");
        Override(writer, collection, "ListUrlsAsync", $"{Names.Task}<{Names.Reply}<{List}<string>>>", $"{Names.Token} cancellationToken", $"\n    _client.ListUrlsAsync({arguments}cancellationToken: cancellationToken)");
        Override(writer, collection, "PostAsync", $"{Names.Task}<{Names.Reply}>", $"{collection.Post} post, {Names.Token} cancellationToken", $"\n    _client.CreateAsync({arguments}post, cancellationToken: cancellationToken)");
        writer.Close();
    }

    private static void EmitConstructors(SourceWriter writer, ModelSpec model, string name, IReadOnlyList<(string Type, string Parameter, string Field, string What)> outer)
    {
        writer.Line($"private readonly {model.Client} _client;");
        foreach (var (type, _, field, _) in outer)
            writer.Line($"private readonly {type} {field};");
        writer.Gap();
        writer.Line("/// <summary>Creates the collection. Nothing is sent.</summary>");
        writer.Line("/// <param name=\"client\">Sends the requests.</param>");
        foreach (var (_, parameter, _, what) in outer)
            writer.Line($"/// <param name=\"{parameter}\">{what}</param>");
        writer.Open($"public {name}({string.Join(", ", new[] { $"{model.Client} client" }.Concat(outer.Select(item => $"{item.Type} {item.Parameter}")))})");
        writer.Line("_client = client;");
        foreach (var (_, parameter, field, _) in outer)
            writer.Line($"{field} = {parameter};");
        writer.Close();
        writer.Gap();
        // The nulls are forced: a mock overrides all that would use them.
        writer.Line("/// <summary>Creates a collection that is connected to nothing, for mocks.</summary>");
        writer.Open($"protected {name}()");
        writer.Line("_client = null!;");
        foreach (var (type, _, field, _) in outer.Where(item => item.Type == "string" || item.Parameter == ParentParameter(model)))
            writer.Line($"{field} = {(type == "string" ? "\"\"" : "null!")};");
        writer.Close();
        writer.Gap();
    }

    private static void EmitCreate(SourceWriter writer, ModelSpec model, CollectionSpec collection)
    {
        writer.Line($"/// <inheritdoc cref=\"global::LxdGen.LxdCollectionBase{{TModel, TData, TPost}}.CreateFromAsync\"/>");
        writer.Line($"public virtual {Names.Task}<{model.Type.Name}> CreateAsync({collection.Post} post, {Names.TokenParameter}) => CreateFromAsync(post, cancellationToken);");
        writer.Gap();
    }

    private static void Override(SourceWriter writer, CollectionSpec collection, string name, string type, string parameters, string value)
    {
        if (collection.OwnMembers.Contains(parameters.Length == 0 ? name : $"{name}({parameters.Substring(0, parameters.IndexOf(' '))})"))
            return;
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {type} {name}{(parameters.Length == 0 ? "" : $"({parameters})")} =>{(value.StartsWith("\n") ? "" : " ")}{value};");
        writer.Gap();
    }

    /// <summary>What the collection is told when it is made: the parent, and what of the path comes from neither parent nor name.</summary>
    private static List<(string Type, string Parameter, string Field, string What)> Outer(ModelSpec model, CollectionSpec collection)
    {
        var outer = collection.Outer.Select(path => (path.Type!, path.Parameter, $"_{path.Parameter}", $"The path parameter <c>{path.Parameter}</c>, not escaped.")).ToList();
        if (model.Path.Parent is { } parent)
            outer.Insert(0, (parent.Type, ParentParameter(model)!, $"_{ParentParameter(model)}", "What the objects belong to."));
        return outer;
    }

    private static string? ParentParameter(ModelSpec model) => model.Path.Parent is { } parent ? ConstructorEmitter.Parameter(parent) : null;

    /// <summary>A value of the path as the collection gives it: by its own fields in place of the model's members.</summary>
    private static string Value(ModelSpec model, CollectionSpec collection, string value)
    {
        if (model.Path.Parent is { } parent && value.StartsWith($"{parent.Member}."))
            return $"_{ParentParameter(model)}{value.Substring(parent.Member.Length)}";
        var path = collection.Outer.First(path => path.Value == value);
        return $"_{path.Parameter}{value.Substring(path.Member!.Length)}";
    }

    /// <summary>What the listing's path is made of, the parent seen to be there still: by now another one may have its name.</summary>
    private static IEnumerable<string> Arguments(ModelSpec model, CollectionSpec collection)
    {
        var parent = ParentParameter(model) is { } name ? $"_{name}." : null;
        foreach (var value in collection.ListArguments.Select(argument => Value(model, collection, argument)))
        {
            if (parent is not null && value.StartsWith(parent))
            {
                yield return $"Existing(_{ParentParameter(model)}).{value.Substring(parent.Length)}";
                parent = null;
            }
            else
            {
                yield return value;
            }
        }
    }

    private static string ListPath(ModelSpec model, CollectionSpec collection) =>
        model.Path.All.Where(path => collection.ListPath.Contains($"{{{path.Parameter}}}")).Aggregate(collection.ListPath, (filled, path) => filled.Replace($"{{{path.Parameter}}}", $"{{{Value(model, collection, path.Value)}}}"));
}
