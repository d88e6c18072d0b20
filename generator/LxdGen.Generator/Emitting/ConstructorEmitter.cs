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

    private static void EmitConstructor(SourceWriter writer, ModelSpec model)
    {
        writer.Line("/// <summary>Creates the address of an object. Nothing is sent, and there is no data before the first SyncAsync.</summary>");
        writer.Line("/// <param name=\"client\">Sends the requests.</param>");
        foreach (var path in model.Path)
            writer.Line($"/// <param name=\"{path.Parameter}\">The path parameter <c>{path.Parameter}</c>, not escaped.</param>");
        writer.Open($"public {model.Type.Name}({string.Join(", ", new[] { $"{model.Client} client" }.Concat(model.Path.Select(path => $"string {path.Parameter}")))})");
        writer.Line("_client = client;");
        foreach (var path in model.Path)
            writer.Line($"{(path.Member == path.Parameter ? "this." : "")}{path.Member} = {path.Parameter};");
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
        foreach (var path in model.Path)
            writer.Line($"{path.Member} = \"\";");
        writer.Line("_state = null!;");
        writer.Close();
        writer.Gap();
    }
}
