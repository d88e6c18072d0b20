using LxdGen.Generator.Models;
using Microsoft.CodeAnalysis.CSharp;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes the table of fields that can be edited.</summary>
internal static class FieldsEmitter
{
    public static void Emit(SourceWriter writer, ModelSpec model)
    {
        var types = ModelEmitter.TypeArguments(model);
        writer.Line($"private static readonly {Names.Models}ModelFields{types} Fields = new(");
        writer.Line($"    static () => new {model.Put}(), static data => data.AdditionalProperties, static put => put.AdditionalProperties,");
        writer.Line(string.Join(",\n", model.OfPut.Select(property => "    " + Field(model, property))) + ");");
        writer.Gap();
    }

    private static string Field(ModelSpec model, PropertySpec property)
    {
        var name = property.Name;
        var json = SymbolDisplay.FormatLiteral(property.JsonName, quote: true);
        var (ofData, ofPut, set) = ($"static data => data.{name}", $"static put => put.{name}", $"static (put, value) => put.{name} = value");
        var field = property.Kind switch
        {
            FieldKind.Map => $"new {Names.Models}MapField<{model.Data}, {model.Put}>({json}, {ofData}, {ofPut})",
            FieldKind.NestedMap => $"new {Names.Models}NestedMapField<{model.Data}, {model.Put}>({json}, {ofData}, {ofPut})",
            FieldKind.Carried => $"new {Names.Models}CarriedField<{model.Data}, {model.Put}, {property.PutType}>({json}, {ofPut}, {set})",
            _ => $"new {Names.Models}ValueField<{model.Data}, {model.Put}, {property.PutType}>(\n        {json}, {ofData}, {ofPut}, {set})",
        };
        var facts = new[] { property.NotInETag ? "NotInETag = true" : "", property.WipedByPatch ? "WipedByPatch = true" : "", property.IsSecret ? "IsSecret = true" : "" }.Where(fact => fact.Length > 0).ToList();
        return facts.Count > 0 ? $"{field} {{ {string.Join(", ", facts)} }}" : field;
    }
}
