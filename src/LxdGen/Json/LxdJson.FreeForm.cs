using System.Numerics;
using Newtonsoft.Json;

namespace LxdGen.Json;

// Values of no known shape. JToken would do, but not without reflection, which native compilation refuses.
public static partial class LxdJson
{
    /// <summary>Reads a value of any shape.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <returns>
    /// Null, <see cref="bool"/>, <see cref="long"/>, <see cref="BigInteger"/>, <see cref="double"/>, <see cref="string"/>,
    /// a list of such values or a dictionary of them.
    /// </returns>
    public static object? ReadFreeForm(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.StartObject => ReadMap(reader, new Dictionary<string, object?>(), ReadFreeForm),
        JsonToken.StartArray => ReadItems(reader, ReadFreeForm),
        JsonToken.Float when reader.Value is double number && !double.IsFinite(number) => throw Unexpected(reader, "a number that a double can hold"),
        JsonToken.String or JsonToken.Integer or JsonToken.Float or JsonToken.Boolean or JsonToken.Null => reader.Value,
        _ => throw Unexpected(reader, "a value"),
    };

    private static void WriteFreeForm(JsonTextWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case string text: writer.WriteValue(text); break;
            case bool truth: writer.WriteValue(truth); break;
            case int number: writer.WriteValue(number); break;
            case long number: writer.WriteValue(number); break;
            case ulong number: writer.WriteValue(number); break;
            case double number: writer.WriteValue(number); break;
            case BigInteger number: writer.WriteRawValue(number.ToString(System.Globalization.CultureInfo.InvariantCulture)); break;
            case ILxdJson json: json.WriteJson(writer); break;
            case IEnumerable<KeyValuePair<string, object?>> map: WriteMap(writer, map, WriteFreeForm); break;
            case IEnumerable<object?> items: WriteItems(writer, items, WriteFreeForm); break;
            default: throw new ArgumentException($"A {value.GetType()} cannot be written as JSON. Use null, string, bool, int, long, ulong, double, BigInteger, a list or a dictionary.");
        }
    }
}
