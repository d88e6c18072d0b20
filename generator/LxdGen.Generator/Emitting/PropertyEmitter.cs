using LxdGen.Generator.Models;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the properties that show the DTO's fields.</summary>
internal static class PropertyEmitter
{
    private const string Map = "global::System.Collections.Generic.IDictionary<";
    private const string ReadOnlyMap = "global::System.Collections.Generic.IReadOnlyDictionary<";
    private const string WrappedMap = "global::System.Collections.ObjectModel.ReadOnlyDictionary<";
    private const string NestedMap = $"{Map}string, {Map}string, string>>";

    public static void Emit(SourceWriter writer, ModelSpec model, PropertySpec property)
    {
        writer.Line($"/// <inheritdoc cref=\"{model.Data}.{property.Name}\"/>");
        writer.Line($"/// <exception cref=\"{Names.InvalidOperation}\">The object has not been read from the server yet.</exception>");
        var declaration = $"public {ModelEmitter.Virtual(model)}{property.Type} {property.Name}";
        if (property.Kind == FieldKind.ReadOnly)
        {
            // An edit of a map that PUT does not take would be lost in silence.
            writer.Line($"{declaration.Replace(Map, ReadOnlyMap)} => {Getter(property)};");
        }
        else
        {
            if (property.RefusesNull)
                writer.Line("/// <exception cref=\"global::System.ArgumentNullException\">The value is null.</exception>");
            writer.Open(declaration);
            writer.Line($"get => _state.Edited.{property.Name}{property.FromPut};");
            writer.Line($"set => {Setter(property)};");
            writer.Close();
        }

        writer.Gap();
    }

    private static string Getter(PropertySpec property)
    {
        var value = $"_state.Data.{property.Name}";
        if (property.Type == NestedMap)
            return $"global::LxdGen.LxdConfigs.AsReadOnly({value})";
        return property.Type.StartsWith(Map) ? $"new {property.Type.Replace(Map, WrappedMap)}({value})" : value;
    }

    private static string Setter(PropertySpec property)
    {
        if (property.Kind is FieldKind.Map or FieldKind.NestedMap)
            return $"global::LxdGen.{(property.Kind == FieldKind.Map ? "LxdConfig" : "LxdConfigs")}.Fill(_state.Edited.{property.Name}, value)";
        var value = property.RefusesNull ? $"value ?? throw new global::System.ArgumentNullException(nameof({property.Name}))" : "value";
        return $"_state.Edit(put => put.{property.Name} = {value})";
    }
}
