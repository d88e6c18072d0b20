using LxdGen.Generator.Models;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the fields that hold the client and the state, and the constructors.</summary>
internal static class ConstructorEmitter
{
    public static void Emit(SourceWriter writer, ModelSpec model)
    {
        var state = $"{Names.Models}ModelState{ModelEmitter.TypeArguments(model)}";
        writer.Line($"private readonly {model.Client} _client;");
        writer.Line($"private readonly {state} _state;");
        writer.Gap();
        if (!model.NeedsConstructor)
            return;
        EmitConstructor(writer, model);
        if (!model.Type.IsSealed)
            EmitMockConstructor(writer, model);
    }

    /// <summary>The parameter that takes a model's parent: its member's name, as parameters are written.</summary>
    public static string Parameter(ParentSpec parent) => parent.Member.Substring(0, 1).ToLowerInvariant() + parent.Member.Substring(1);

    private static void EmitConstructor(SourceWriter writer, ModelSpec model)
    {
        var parent = model.Path.Parent;
        writer.Line("/// <summary>Creates the address of an object. Nothing is sent, and there is no data before the first SyncAsync.</summary>");
        writer.Line("/// <param name=\"client\">Sends the requests.</param>");
        if (parent is not null)
            writer.Line($"/// <param name=\"{Parameter(parent)}\">What the object belongs to.</param>");
        foreach (var path in model.Path.Own)
            writer.Line($"/// <param name=\"{path.Parameter}\">The path parameter <c>{path.Parameter}</c>, not escaped.</param>");
        string[] parameters = [$"{model.Client} client", .. parent is null ? [] : new[] { $"{parent.Type} {Parameter(parent)}" }, .. model.Path.Own.Select(path => $"{path.Type} {path.Parameter}")];
        writer.Open($"public {model.Type.Name}({string.Join(", ", parameters)})");
        writer.Line("_client = client;");
        if (parent is not null)
            Assign(writer, parent.Member, Parameter(parent));
        foreach (var path in model.Path.Own)
            Assign(writer, path.Member!, path.Parameter);
        writer.Line("_state = new(new Endpoint(this), client.Pipeline);");
        writer.Close();
        writer.Gap();
    }

    // The nulls are forced: a mock overrides all that would use them.
    private static void EmitMockConstructor(SourceWriter writer, ModelSpec model)
    {
        writer.Line("/// <summary>Creates an object that is connected to nothing, for mocks.</summary>");
        writer.Open($"protected {model.Type.Name}()");
        writer.Line("_client = null!;");
        if (model.Path.Parent is { } parent)
            writer.Line($"{parent.Member} = null!;");
        foreach (var path in model.Path.Own.Where(path => path.Type == "string"))
            writer.Line($"{path.Member} = \"\";");
        writer.Line("_state = null!;");
        writer.Close();
        writer.Gap();
    }

    private static void Assign(SourceWriter writer, string member, string parameter) =>
        writer.Line($"{(member == parameter ? "this." : "")}{member} = {parameter};");
}
