using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json;

namespace LxdGen.Json;

public static partial class LxdJson
{
    /// <summary>Writes a field; nothing if it is null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The field's name in JSON.</param>
    /// <param name="value">Its value.</param>
    public static void Write(JsonWriter writer, string name, string? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, bool? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value.Value);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, long? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value.Value);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, ulong? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value.Value);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, DateTimeOffset? value) =>
        Write(writer, name, value is { } time ? FormatTime(time) : null);

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    /// <typeparam name="T">The value's type.</typeparam>
    public static void Write<T>(JsonWriter writer, string name, T? value)
        where T : ILxdJson
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        value.WriteJson(writer);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    /// <typeparam name="T">The value's type.</typeparam>
    public static void Write<T>(JsonWriter writer, string name, T? value)
        where T : struct, ILxdJson
    {
        if (value is not null)
            Write(writer, name, value.Value);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    /// <typeparam name="T">The items' type.</typeparam>
    public static void Write<T>(JsonWriter writer, string name, IReadOnlyList<T> value)
        where T : ILxdJson
    {
        writer.WritePropertyName(name);
        WriteItems(writer, value, static (w, item) => item.WriteJson(w));
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, IReadOnlyList<string> value)
    {
        writer.WritePropertyName(name);
        WriteItems(writer, value, static (w, item) => w.WriteValue(item));
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    /// <exception cref="ArgumentNullException">A value in the map is null.</exception>
    public static void Write(JsonWriter writer, string name, IDictionary<string, string> value)
    {
        writer.WritePropertyName(name);
        WriteConfig(writer, value);
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    /// <exception cref="ArgumentNullException">A map or a value in one is null.</exception>
    public static void Write(JsonWriter writer, string name, IDictionary<string, IDictionary<string, string>> value)
    {
        writer.WritePropertyName(name);
        writer.WriteStartObject();
        foreach (var (key, config) in value)
        {
            LxdConfig.ThrowIfNull(key, config);
            writer.WritePropertyName(key);
            WriteConfig(writer, config);
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, IDictionary<string, IReadOnlyList<string>> value)
    {
        writer.WritePropertyName(name);
        WriteMap(writer, value, static (w, items) => WriteItems(w, items, static (w, item) => w.WriteValue(item)));
    }

    /// <inheritdoc cref="Write(JsonWriter, string, string)"/>
    public static void Write(JsonWriter writer, string name, IDictionary<string, JsonElement> value)
    {
        writer.WritePropertyName(name);
        WriteMap(writer, value, WriteFreeForm);
    }

    /// <summary>Writes the fields that the schema does not know.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="fields">The fields, null for none.</param>
    public static void WriteUnknown(JsonWriter writer, IDictionary<string, JsonElement>? fields)
    {
        foreach (var (name, value) in fields ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            WriteFreeForm(writer, value);
        }
    }

    internal static string FormatTime(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static void WriteConfig(JsonWriter writer, IDictionary<string, string> config)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in config)
        {
            LxdConfig.ThrowIfNull(key, text);
            writer.WritePropertyName(key);
            writer.WriteValue(text);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems<T>(JsonWriter writer, IEnumerable<T> items, Action<JsonWriter, T> writeItem)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            writeItem(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteMap<T>(JsonWriter writer, IEnumerable<KeyValuePair<string, T>> map, Action<JsonWriter, T> writeValue)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            writeValue(writer, value);
        }

        writer.WriteEndObject();
    }
}
