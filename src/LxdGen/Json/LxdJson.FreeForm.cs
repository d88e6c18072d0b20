using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json;

namespace LxdGen.Json;

// Values of no known shape are kept as they were written. JToken would do, but not without reflection, which native
// compilation refuses.
public static partial class LxdJson
{
    /// <summary>Reads a value of any shape.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <returns>The value.</returns>
    public static JsonElement ReadFreeForm(JsonReader reader)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text))
            Copy(reader, writer);
        using var document = JsonDocument.Parse(text.ToString());
        return document.RootElement.Clone();
    }

    /// <summary>Passes over a value.</summary>
    /// <param name="reader">The reader, on the value.</param>
    internal static void Skip(JsonReader reader)
    {
        var depth = reader.Depth;
        if (reader.TokenType is not (JsonToken.StartObject or JsonToken.StartArray))
            return;
        do
            Advance(reader);
        while (reader.Depth > depth);
    }

    private static void Copy(JsonReader reader, JsonTextWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject: CopyObject(reader, writer); break;
            case JsonToken.StartArray: CopyArray(reader, writer); break;
            case JsonToken.Null: writer.WriteNull(); break;
            case JsonToken.String: writer.WriteValue((string)reader.Value!); break;
            case JsonToken.Boolean: writer.WriteValue((bool)reader.Value!); break;
            case JsonToken.Integer: writer.WriteRawValue(((IFormattable)reader.Value!).ToString(null, CultureInfo.InvariantCulture)); break;
            case JsonToken.Float when reader.Value is double number && double.IsFinite(number): writer.WriteValue(number); break;
            case JsonToken.Float when reader.Value is decimal number: writer.WriteValue(number); break;
            default: throw Unexpected(reader, "a value that JSON can hold");
        }
    }

    private static void CopyObject(JsonReader reader, JsonTextWriter writer)
    {
        writer.WriteStartObject();
        while (NextField(reader, out var name))
        {
            writer.WritePropertyName(name);
            Copy(reader, writer);
        }

        writer.WriteEndObject();
    }

    private static void CopyArray(JsonReader reader, JsonTextWriter writer)
    {
        writer.WriteStartArray();
        for (Advance(reader); reader.TokenType != JsonToken.EndArray; Advance(reader))
            Copy(reader, writer);
        writer.WriteEndArray();
    }

    // A default element has no text; it stands for nothing.
    private static void WriteFreeForm(JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            writer.WriteNull();
        else if (writer is JsonTextWriter)
            writer.WriteRawValue(value.GetRawText());
        else
            WriteTokens(writer, value);
    }

    // For a writer that makes a JObject, raw text would be one opaque token that nobody can look into.
    private static void WriteTokens(JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteMap(writer, value.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value)), WriteTokens); break;
            case JsonValueKind.Array: WriteItems(writer, value.EnumerateArray(), WriteTokens); break;
            case JsonValueKind.String: writer.WriteValue(value.GetString()); break;
            case JsonValueKind.Number: WriteNumber(writer, value); break;
            case JsonValueKind.Null: writer.WriteNull(); break;
            default: writer.WriteValue(value.GetBoolean()); break;
        }
    }

    private static void WriteNumber(JsonWriter writer, JsonElement value)
    {
        if (value.TryGetInt64(out var number))
            writer.WriteValue(number);
        else if (BigInteger.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big))
            writer.WriteValue((object)big);
        else
            writer.WriteValue(value.GetDouble());
    }
}
