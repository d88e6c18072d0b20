using LxdGen.Generator.Models;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the collection of a model's objects: what LxdCollection cannot know.</summary>
internal static class CollectionEmitter
{
    public static void Emit(SourceWriter writer, ModelSpec model, CollectionSpec collection)
    {
        var name = $"{model.Type.Name}Collection";
        var outer = model.Path.Take(model.Path.Count - 1).Select(path => path.Parameter).ToList();
        var outerArguments = string.Concat(outer.Select(parameter => $"_{parameter}, "));
        writer.Line($"/// <summary>The <see cref=\"{model.Type.Name}\"/> objects at <c>{collection.ListPath}</c>.</summary>");
        writer.Line($"/// <remarks>Immutable and thread-safe.{(collection.ListExtension.Length > 0 ? $" Needs the API extension <c>{collection.ListExtension}</c>." : "")}</remarks>");
        writer.Line(Names.GeneratedCode);
        writer.Open($"{model.Type.Accessibility} partial class {name} : global::LxdGen.LxdCollection<{model.Type.Name}, {model.Data}, {collection.Post}>");
        EmitConstructors(writer, model, name, outer);
        Override(writer, $"string ListPath => {(outer.Count > 0 ? "$" : "")}\"{ListPath(collection, outer)}\";");
        Override(writer, $"{model.Type.Name} CreateModel(string name) => new(_client, {outerArguments}name);");
        Override(writer, $"string NameOf({model.Data} data) => data.{collection.NameProperty};");
        Override(writer, $"string NameOf({collection.Post} post) => post.{collection.NameProperty};");
        Override(writer, $"{Names.Task}<{Names.Reply}<global::System.Collections.Generic.IReadOnlyList<{model.Data}>>> ListAsync({Names.Token} cancellationToken) =>\n    _client.ListAsync({outerArguments}cancellationToken: cancellationToken);");
        Override(writer, $"{Names.Task}<{Names.Reply}<global::System.Collections.Generic.IReadOnlyList<string>>> ListUrlsAsync({Names.Token} cancellationToken) =>\n    _client.ListUrlsAsync({outerArguments}cancellationToken: cancellationToken);");
        Override(writer, $"{Names.Task}<{Names.Reply}> PostAsync({collection.Post} post, {Names.Token} cancellationToken) =>\n    _client.CreateAsync({outerArguments}post, cancellationToken: cancellationToken);");
        writer.Close();
    }

    private static void EmitConstructors(SourceWriter writer, ModelSpec model, string name, List<string> outer)
    {
        writer.Line($"private readonly {model.Client} _client;");
        foreach (var parameter in outer)
            writer.Line($"private readonly string _{parameter};");
        writer.Gap();
        writer.Line("/// <summary>Creates the collection. Nothing is sent.</summary>");
        writer.Line("/// <param name=\"client\">Sends the requests.</param>");
        foreach (var parameter in outer)
            writer.Line($"/// <param name=\"{parameter}\">The path parameter <c>{parameter}</c>, not escaped.</param>");
        writer.Open($"public {name}({string.Join(", ", new[] { $"{model.Client} client" }.Concat(outer.Select(parameter => $"string {parameter}")))})");
        writer.Line("_client = client;");
        foreach (var parameter in outer)
            writer.Line($"_{parameter} = {parameter};");
        writer.Close();
        writer.Gap();
        writer.Line("/// <summary>Creates a collection that is connected to nothing, for mocks.</summary>");
        writer.Open($"protected {name}()");
        writer.Line("_client = null!;");
        foreach (var parameter in outer)
            writer.Line($"_{parameter} = \"\";");
        writer.Close();
        writer.Gap();
    }

    private static void Override(SourceWriter writer, string declaration)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {declaration}");
        writer.Gap();
    }

    private static string ListPath(CollectionSpec collection, List<string> outer) =>
        outer.Aggregate(collection.ListPath, static (path, parameter) => path.Replace($"{{{parameter}}}", $"{{_{parameter}}}"));
}
