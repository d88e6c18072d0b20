using LxdGen.Generator.Models;
using static LxdGen.Generator.Emitting.VerbDocumentation;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the verbs, each with documentation that names its endpoint.</summary>
internal static class VerbEmitter
{
    public static void Emit(SourceWriter writer, ModelSpec model)
    {
        var get = Call(model, "Get")!;
        Verb(writer, model, "SyncAsync", model.Put is null ? "Takes the server's values." : "Takes the server's values and keeps edits.", $"{get}.", "", Token);
        if (model.Put is { } put)
        {
            Verb(writer, model, "RollbackAsync", "Takes the server's values and drops edits.", $"{get}.", "", Token);
            EmitSave(writer, model, get);
            EmitPut(writer, model, put);
            if (model.Endpoint("Patch") is not null)
                EmitPatch(writer, model, put, get);
            EmitUpdate(writer, model, get);
        }

        if (model.Endpoint("Post") is { } post)
            EmitPost(writer, model, post, get);
        if (Call(model, "Delete") is { } delete)
            Verb(writer, model, "DeleteAsync", "Deletes the object and waits until it is gone. Later calls throw.", $"{delete}.", "", WriteToken);
    }

    private static void EmitSave(SourceWriter writer, ModelSpec model, string get) =>
        Verb(writer, model, "SaveAsync", "Sends the edits, waits until they are done, and takes the server's values; nothing if there are none.",
            $"{Call(model, "Put")} with the whole object, what was not edited and what LxdGen does not know included, then {get}. {Promise(model, get)} Edits made meanwhile are kept.",
            "", WriteToken, Conflict);

    private static void EmitPut(SourceWriter writer, ModelSpec model, string put)
    {
        var call = Call(model, "Put");
        Verb(writer, model, "PutAsync", "Replaces the object, waits until that is done, takes the server's values and drops edits.",
            $"{call} with what is given{ETag(model, "Put", ", and the ETag if one is known")}. {Promise(model, Call(model, "Get")!)}",
            $"{put} body", "/// <param name=\"body\">What to send. It is not changed.</param>\n" + WriteToken, Conflict);
        EmitRaw(writer, model, put, "RawPutAsync", call!, model.Endpoint("Put")!);
    }

    private static void EmitPatch(SourceWriter writer, ModelSpec model, string put, string get)
    {
        var call = Call(model, "Patch");
        var wiped = model.Writable.Where(property => property.WipedByPatch).Select(property => property.Name).ToList();
        var completed = wiped.Count == 0 ? "" : $" The server would empty {string.Join(" and ", wiped)}: where that is null here, {get} comes first and its value is sent along.";
        Verb(writer, model, "PatchAsync", "Changes what is given and nothing else, waits until that is done, takes the server's values and drops edits.",
            $"{call}{ETag(model, "Patch", " with the ETag if one is known")}, then {get}.{completed}",
            $"{put} body", "/// <param name=\"body\">What to change. It is not changed itself.</param>\n" + WriteToken, PatchConflict);
        EmitRaw(writer, model, put, "RawPatchAsync", call!, model.Endpoint("Patch")!);
    }

    private static void EmitRaw(SourceWriter writer, ModelSpec model, string put, string name, string call, EndpointSpec endpoint)
    {
        var documentation = "/// <param name=\"body\">What to send, exactly as it is.</param>\n"
            + (endpoint.HasIfMatch ? "/// <param name=\"ifMatch\">The ETag that the object must have, null for any.</param>\n" : "")
            + "/// <param name=\"cancellationToken\">Ends the request; the server may carry it out all the same.</param>";
        var parameters = $"{put} body{(endpoint.HasIfMatch ? ", string? ifMatch = null" : "")}";
        Summary(writer, model, "Sends exactly what is given. The values and edits here stay as they are, and the object is stale.", $"{call}. An operation is not waited for: the reply names it, and <see cref=\"{Names.Reply}.WaitAsync\"/> waits.", documentation, "The server's reply.");
        Exceptions(writer, "");
        Deleted(writer, model);
        writer.Line($"public {ModelEmitter.Virtual(model)}{Names.Task}<{Names.Reply}> {name}({parameters}, {Names.TokenParameter}) =>");
        writer.Line($"    _state.{name}(body, {(endpoint.HasIfMatch ? "ifMatch" : "ifMatch: null")}, cancellationToken);");
        writer.Gap();
    }

    /// <summary>A POST to the object does many things; of these, giving it another name is the same for all.</summary>
    private static void EmitPost(SourceWriter writer, ModelSpec model, EndpointSpec post, string get)
    {
        var call = Call(model, "Post");
        var path = string.Concat(post.Arguments.Select(value => $"{value}, "));
        Summary(writer, model, "Sends exactly what is given. What is known of the object here stays as it is, and is stale.", $"{call}. An operation is not waited for: the reply names it, and <see cref=\"{Names.Reply}.WaitAsync\"/> waits.",
            "/// <param name=\"body\">What to send, exactly as it is.</param>\n/// <param name=\"cancellationToken\">Ends the request; the server may carry it out all the same.</param>", "The server's reply.");
        Exceptions(writer, "");
        Deleted(writer, model);
        writer.Open($"public {ModelEmitter.Virtual(model)}{Names.Task}<{Names.Reply}> RawPostAsync({post.Body} body, {Names.TokenParameter})");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(body);");
        writer.Line($"return _state.SendRawAsync(() => _client.PostAsync({path}body, cancellationToken: cancellationToken), cancellationToken);");
        writer.Close();
        writer.Gap();
        if (post.Renames && !model.OwnMembers.Contains("RenameAsync"))
            EmitRename(writer, model, post, $"{call}, then {get}", path);
    }

    private static void EmitRename(SourceWriter writer, ModelSpec model, EndpointSpec post, string calls, string path)
    {
        var name = model.Path.Own[model.Path.Own.Length - 1].Member;
        Summary(writer, model, "Gives the object another name, waits until that is done, and takes the server's values. Edits are kept.", $"{calls}.", "/// <param name=\"newName\">The new name.</param>\n" + WriteToken, "A task that ends when that is done.");
        Exceptions(writer, $"/// <exception cref=\"{Names.Conflict}\">The name is taken.</exception>\n/// <exception cref=\"global::System.ArgumentException\">The name cannot be one. Nothing was sent.</exception>");
        Deleted(writer, model);
        writer.Open($"public {ModelEmitter.Virtual(model)}{Names.Task} RenameAsync(string newName, {Names.TokenParameter})");
        writer.Line($"global::System.ArgumentNullException.ThrowIfNull(newName);");
        writer.Line($"return _state.RenameAsync(newName, () => _client.PostAsync({path}new {post.Body} {{ {name} = newName }}, cancellationToken: cancellationToken), () => {name} = newName, cancellationToken);");
        writer.Close();
        writer.Gap();
    }

    private static void EmitUpdate(SourceWriter writer, ModelSpec model, string get)
    {
        var documentation = "/// <param name=\"edit\">Makes the edit. It may run several times, on newer values each time; what it has edited is dropped when it fails.</param>\n" + WriteToken;
        Summary(writer, model, "Reads the object, edits it and saves it, and does so again when someone else was faster, five times at most.",
            $"{get}, {Call(model, "Put")}{ETag(model, "Put", " with the ETag that came with it")}, {get}. {(model.Endpoint("Put")!.HasIfMatch ? "Where the server sends no ETag, a" : "A")} change made between the first two is overwritten unless it came from this process.", documentation, "A task that ends when the server's values are here.");
        Exceptions(writer, $"/// <exception cref=\"{Names.PreconditionFailed}\">Someone else was faster each time.</exception>");
        Deleted(writer, model, "There are edits that were not saved");
        writer.Open($"public {ModelEmitter.Virtual(model)}{Names.Task} UpdateAsync(global::System.Action<{model.Type.Name}> edit, {Names.TokenParameter})");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(edit);");
        writer.Line("return _state.UpdateAsync(() => edit(this), cancellationToken);");
        writer.Close();
        writer.Gap();
        EmitAsyncUpdate(writer, model, token: false);
        EmitAsyncUpdate(writer, model, token: true);
    }

    /// <summary>An async lambda would be taken for an Action, and end after the object was saved: this keeps it from compiling.</summary>
    private static void EmitAsyncUpdate(SourceWriter writer, ModelSpec model, bool token)
    {
        writer.Line("/// <summary>Refused by the compiler: await first, then edit.</summary>");
        writer.Line("/// <param name=\"edit\">An edit that takes its time.</param>");
        writer.Line(token ? "/// <param name=\"cancellationToken\">Not used.</param>" : "");
        writer.Line("/// <returns>Never.</returns>");
        writer.Line("[global::System.Obsolete(\"UpdateAsync cannot await its edit: await what you need first, then edit.\", error: true)]");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Line($"public {Names.Task} UpdateAsync(global::System.Func<{model.Type.Name}, {Names.Task}> edit{(token ? $", {Names.Token} cancellationToken" : "")}) =>");
        writer.Line("    throw new global::System.NotSupportedException();");
        writer.Gap();
    }

    private static void Verb(SourceWriter writer, ModelSpec model, string name, string summary, string remarks, string parameter, string documentation, string exceptions = "")
    {
        Summary(writer, model, summary, remarks, documentation, "A task that ends when that is done.");
        Exceptions(writer, exceptions);
        Deleted(writer, model);
        var parameters = parameter.Length > 0 ? $"{parameter}, " : "";
        var arguments = parameter.Length > 0 ? "body, " : "";
        writer.Line($"public {ModelEmitter.Virtual(model)}{Names.Task} {name}({parameters}{Names.TokenParameter}) => _state.{name}({arguments}cancellationToken);");
        writer.Gap();
    }
}
