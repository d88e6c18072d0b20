using LxdGen.Generator.Models;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the nested class that calls the raw client with the model's path parameters.</summary>
internal static class EndpointEmitter
{
    public static void Emit(SourceWriter writer, ModelSpec model)
    {
        writer.Open($"private sealed class Endpoint({model.Type.Name} model) : {Names.Models}ModelEndpoint{ModelEmitter.TypeArguments(model)}");
        writer.Line($"public override string Name => $\"{model.Type.Name} '{string.Join("/", model.Path.All.Select(path => $"{{model.{path.Value}}}"))}'\";");
        writer.Gap();
        writer.Line($"public override string Address => $\"{model.Path.Fill(model.Endpoint("Get")!.Path, "model.")}{Scope(model)}\";");
        writer.Gap();
        if (model.Path.Parent is { } parent)
        {
            writer.Line($"public override {Names.Models}ILxdModel Parent => model.{parent.Member};");
            writer.Gap();
        }

        if (model.Put is not null)
        {
            writer.Line($"public override {Names.Models}ModelFields{ModelEmitter.TypeArguments(model)} Fields => {model.Type.Name}.Fields;");
            writer.Gap();
        }

        Method(writer, model, "Get", $"{Names.Task}<{Names.Reply}<{model.Data}>>", "", "");
        Method(writer, model, "Put", $"{Names.Task}<{Names.Reply}>", $"{model.Put} body, string? ifMatch, ", "body, ");
        Method(writer, model, "Patch", $"{Names.Task}<{Names.Reply}>", $"{model.Put} body, string? ifMatch, ", "body, ");
        Method(writer, model, "Delete", $"{Names.Task}<{Names.Reply}>", "", "");
        writer.Close();
    }

    private static void Method(SourceWriter writer, ModelSpec model, string name, string returns, string parameters, string body)
    {
        if (model.Endpoint(name) is not { } endpoint)
            return;
        var path = string.Concat(endpoint.Arguments.Select(value => $"model.{value}, "));
        var ifMatch = endpoint.HasIfMatch && body.Length > 0 ? "ifMatch: ifMatch, " : "";
        writer.Line($"public override {returns} {name}Async({parameters}{Names.Token} cancellationToken) =>");
        writer.Line($"    model._client.{name}Async({path}{body}{ifMatch}cancellationToken: cancellationToken);");
        writer.Gap();
    }

    /// <summary>
    /// What tells objects of one path apart: their project, and their cluster member. What has a member of its own can be
    /// deleted on it; a pool can be asked and changed for one member, and still is the same pool on all.
    /// </summary>
    private static string Scope(ModelSpec model)
    {
        var project = model.Endpoint("Get")!.HasProject ? "?project={model._client.Pipeline.Project ?? \"default\"}" : "";
        var member = model.Endpoint("Delete")?.HasTarget == true ? "target={model._client.Pipeline.Member}" : "";
        return member.Length == 0 ? project : $"{project}{(project.Length == 0 ? "?" : "&")}{member}";
    }
}
