using LxdGen.Generator.Models;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes what a model says of itself.</summary>
internal static class StateEmitter
{
    public static void Emit(SourceWriter writer, ModelSpec model)
    {
        var modifiers = $"public {ModelEmitter.Virtual(model)}";
        Member(writer, "Whether the object was ever read from the server.", $"{modifiers}bool IsLoaded => _state.IsLoaded;");
        Member(writer, "Whether the server may have other values than these: after a raw write, or a write of unknown fate.", $"{modifiers}bool IsStale => _state.IsStale;");
        // A mock that is the parent of something real has no state.
        Member(writer, "Whether the object was deleted through this model, alone or with what it belongs to. Its verbs throw then.", $"{modifiers}bool IsDeleted => _state is {{ IsDeleted: true }};");
        if (model.Put is not null)
        {
            Member(writer, "Whether there are edits that were not saved.", $"{modifiers}bool IsDirty => _state.IsDirty;");
            Member(writer, "The edits that were not saved: what, from what, to what.", $"{modifiers}global::System.Collections.Generic.IReadOnlyList<global::LxdGen.LxdChange> Changes => _state.Changes;");
        }

        if (!model.OwnMembers.Contains("ToString"))
            Member(writer, "The kind and name of the object. Never throws.", $"public override string ToString() => _state?.ToString() ?? nameof({model.Type.Name});", "/// <returns>A text for people.</returns>");
        writer.Line($"void {Names.Models}ILxdModel<{model.Data}>.Load({Names.Reply}<{model.Data}> reply) => _state.Load(reply);");
        writer.Gap();
    }

    private static void Member(SourceWriter writer, string summary, string declaration, string more = "")
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(more);
        writer.Line(declaration);
        writer.Gap();
    }
}
