using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Newtonsoft.Json;

namespace LxdGen.Json;

public static partial class LxdJson
{
    /// <summary>Reads a list of values that read themselves.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="current">Not used; it chooses the overload.</param>
    /// <returns>The values; an empty list for a JSON null.</returns>
    public static IReadOnlyList<T> Read<T>(JsonReader reader, IReadOnlyList<T>? current)
        where T : ILxdJson<T>
    {
        _ = current;
        return ReadList<T>(reader);
    }

    /// <inheritdoc cref="Read{T}(JsonReader, IReadOnlyList{T})"/>
    /// <summary>Reads a list of strings.</summary>
    public static IReadOnlyList<string> Read(JsonReader reader, IReadOnlyList<string>? current)
    {
        _ = current;
        return ReadStrings(reader);
    }

    /// <summary>Reads a map of strings, such as a config, into the one that is there.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="current">The map to fill.</param>
    /// <returns><paramref name="current"/>; as it was for a JSON null.</returns>
    [return: NotNullIfNotNull(nameof(current))]
    public static IDictionary<string, string> Read(JsonReader reader, IDictionary<string, string>? current)
    {
        var map = current ?? new LxdConfig();
        if (map is not LxdConfig config)
            return ReadMap(reader, map, static r => Read(r, string.Empty));
        config.Change(reader, Fill);
        return config;
    }

    /// <inheritdoc cref="Read(JsonReader, IDictionary{string, string})"/>
    /// <summary>Reads a map of maps, such as devices, into the one that is there.</summary>
    public static IDictionary<string, IDictionary<string, string>> Read(JsonReader reader, IDictionary<string, IDictionary<string, string>>? current) =>
        ReadMap(reader, current ?? new LxdConfigs(), static r => Read(r, new LxdConfig()));

    /// <inheritdoc cref="Read(JsonReader, IDictionary{string, string})"/>
    /// <summary>Reads a map of lists into the one that is there.</summary>
    public static IDictionary<string, IReadOnlyList<string>> Read(JsonReader reader, IDictionary<string, IReadOnlyList<string>>? current) =>
        ReadMap(reader, current ?? new Dictionary<string, IReadOnlyList<string>>(), ReadStrings);

    /// <inheritdoc cref="Read(JsonReader, IDictionary{string, string})"/>
    /// <summary>Reads a map of anything into the one that is there.</summary>
    public static IDictionary<string, JsonElement> Read(JsonReader reader, IDictionary<string, JsonElement>? current) =>
        ReadMap(reader, current ?? new Dictionary<string, JsonElement>(), ReadFreeForm);

    /// <summary>Reads a list of values that read themselves.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="reader">The reader, on the value.</param>
    /// <returns>The values; an empty list for a JSON null.</returns>
    public static IReadOnlyList<T> ReadList<T>(JsonReader reader)
        where T : ILxdJson<T> => ReadItems(reader, T.ReadJson);

    /// <summary>Reads a list of strings.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <returns>The strings; an empty list for a JSON null.</returns>
    public static IReadOnlyList<string> ReadStrings(JsonReader reader) => ReadItems(reader, static r => Read(r, string.Empty));

    /// <summary>Reads a map of lists of values that read themselves.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="reader">The reader, on the value.</param>
    /// <returns>The map; an empty one for a JSON null.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<T>> ReadGroups<T>(JsonReader reader)
        where T : ILxdJson<T> => ReadMap(reader, new Dictionary<string, IReadOnlyList<T>>(), ReadList<T>);

    /// <summary>Reads a map of lists of strings.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <returns>The map; an empty one for a JSON null.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadStringGroups(JsonReader reader) =>
        ReadMap(reader, new Dictionary<string, IReadOnlyList<string>>(), ReadStrings);

    private static void Fill(Dictionary<string, string> config, JsonReader reader)
    {
        if (IsNull(reader))
            return;
        StartObject(reader);
        while (NextField(reader, out var key))
        {
            // Few configs have less; to grow in steps costs more than to begin with this.
            if (config.Count == 0)
                config.EnsureCapacity(4);
            config[key] = Read(reader, string.Empty);
        }
    }

    // Most lists are short, and those of a listing many: they become arrays of just their length.
    private static IReadOnlyList<T> ReadItems<T>(JsonReader reader, ReadValue<T> readItem)
    {
        if (IsNull(reader))
            return [];
        RequireStart(reader, JsonToken.StartArray, "an array");
        var few = default(Few<T>);
        List<T>? many = null;
        var count = 0;
        for (Advance(reader); reader.TokenType != JsonToken.EndArray; Advance(reader), count++)
        {
            var item = readItem(reader);
            if (count < Few<T>.Length)
                few[count] = item;
            else
                (many ??= [.. few]).Add(item);
        }

        return many ?? (IReadOnlyList<T>)((ReadOnlySpan<T>)few)[..count].ToArray();
    }

    private static TMap ReadMap<TMap, TValue>(JsonReader reader, TMap map, ReadValue<TValue> readValue)
        where TMap : IDictionary<string, TValue>
    {
        if (IsNull(reader))
            return map;
        StartObject(reader);
        while (NextField(reader, out var key))
            map[key] = readValue(reader);
        return map;
    }

    [InlineArray(Length)]
    private struct Few<T>
    {
        public const int Length = 8;

        private T _first;
    }
}
