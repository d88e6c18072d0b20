using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;

namespace LxdGen.Json;

public static partial class LxdJson
{
    /// <summary>Requires the start of an object.</summary>
    /// <param name="reader">The reader, on the value's first token.</param>
    public static void StartObject(JsonReader reader) => RequireStart(reader, JsonToken.StartObject, "an object");

    /// <summary>Goes to the next field of an object.</summary>
    /// <param name="reader">The reader, on the object's start or on the last token of a field.</param>
    /// <param name="name">The field's name; the reader is on the first token of its value.</param>
    /// <returns>False at the end of the object.</returns>
    public static bool NextField(JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        Advance(reader);
        name = reader.TokenType == JsonToken.PropertyName ? (string)reader.Value! : null;
        if (name is null)
            return false;
        Advance(reader);
        return true;
    }

    /// <summary>Reads a string.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="current">What a JSON null leaves in place.</param>
    /// <returns>The value.</returns>
    [return: NotNullIfNotNull(nameof(current))]
    public static string? Read(JsonReader reader, string? current) =>
        IsNull(reader) ? current : (string)Require(reader, JsonToken.String, "a string");

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a truth value.</summary>
    public static bool Read(JsonReader reader, bool current) => Read(reader, (bool?)current) ?? current;

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a truth value.</summary>
    public static bool? Read(JsonReader reader, bool? current) =>
        IsNull(reader) ? current : (bool)Require(reader, JsonToken.Boolean, "true or false");

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a number.</summary>
    public static int Read(JsonReader reader, int current) => IsNull(reader) ? current : ReadInteger<int>(reader);

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a number.</summary>
    public static int? Read(JsonReader reader, int? current) => IsNull(reader) ? current : ReadInteger<int>(reader);

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a number.</summary>
    public static long Read(JsonReader reader, long current) => IsNull(reader) ? current : ReadInteger<long>(reader);

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a number.</summary>
    public static long? Read(JsonReader reader, long? current) => IsNull(reader) ? current : ReadInteger<long>(reader);

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a number.</summary>
    public static ulong Read(JsonReader reader, ulong current) => IsNull(reader) ? current : ReadInteger<ulong>(reader);

    /// <inheritdoc cref="Read(JsonReader, string)"/>
    /// <summary>Reads a number.</summary>
    public static ulong? Read(JsonReader reader, ulong? current) => IsNull(reader) ? current : ReadInteger<ulong>(reader);

    /// <summary>Reads a time.</summary>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="current">Not used; it chooses the overload.</param>
    /// <returns>Null for a JSON null and for Go's zero time, which both mean that there is none.</returns>
    public static DateTimeOffset? Read(JsonReader reader, DateTimeOffset? current)
    {
        _ = current;
        if (IsNull(reader))
            return null;
        // JObject.Parse makes times of the texts that look like one.
        if (reader.TokenType == JsonToken.Date)
            return NoneIfZero(reader.Value is DateTimeOffset read ? read : (DateTime)reader.Value!);
        return ParseTime((string)Require(reader, JsonToken.String, "a time"), out var time) ? time : throw Unexpected(reader, "a time");
    }

    /// <summary>Reads a value that reads itself.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="reader">The reader, on the value.</param>
    /// <param name="current">What a JSON null leaves in place.</param>
    /// <returns>The value.</returns>
    [return: NotNullIfNotNull(nameof(current))]
    public static T? Read<T>(JsonReader reader, T? current)
        where T : ILxdJson<T> => IsNull(reader) ? current : T.ReadJson(reader);

    /// <inheritdoc cref="Read{T}(JsonReader, T)"/>
    public static T? Read<T>(JsonReader reader, T? current)
        where T : struct, ILxdJson<T> => IsNull(reader) ? current : T.ReadJson(reader);

    /// <summary>Reads a time; Go's zero time is none.</summary>
    internal static bool ParseTime(string text, out DateTimeOffset? time)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        time = NoneIfZero(value);
        return isTime;
    }

    private static DateTimeOffset? NoneIfZero(DateTimeOffset time) => time.UtcDateTime == DateTime.MinValue ? null : time;

    private static T ReadInteger<T>(JsonReader reader)
        where T : IBinaryInteger<T>
    {
        var value = Require(reader, JsonToken.Integer, "a whole number");
        try
        {
            // A text's reader has the first two; a JToken holds whatever number was put into it.
            return value switch
            {
                long number => T.CreateChecked(number),
                BigInteger number => T.CreateChecked(number),
                ulong number => T.CreateChecked(number),
                _ => T.CreateChecked(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            };
        }
        catch (OverflowException)
        {
            throw Unexpected(reader, $"a number from {T.CreateSaturating(long.MinValue)} to {T.CreateSaturating(ulong.MaxValue)}");
        }
    }

    private static bool IsNull(JsonReader reader) => reader.TokenType == JsonToken.Null;

    // Newtonsoft's own ReadAsX methods turn one type into another; LXD's values have the type they have.
    private static object Require(JsonReader reader, JsonToken token, string expected) =>
        reader.TokenType == token && reader.Value is { } value ? value : throw Unexpected(reader, expected);

    private static void RequireStart(JsonReader reader, JsonToken token, string expected)
    {
        if (reader.TokenType != token)
            throw Unexpected(reader, expected);
    }

    private static void Advance(JsonReader reader)
    {
        if (!reader.Read())
            throw new LxdMalformedReplyException("The JSON ends too early.", reader.Path);
    }

    private static LxdMalformedReplyException Unexpected(JsonReader reader, string expected) =>
        new($"Expected {expected}, found {Describe(reader.TokenType)}.", reader.Path);

    private static string Describe(JsonToken token) => token switch
    {
        JsonToken.StartObject => "an object",
        JsonToken.StartArray => "an array",
        JsonToken.String => "a string",
        JsonToken.Integer or JsonToken.Float => "a number",
        JsonToken.Boolean => "true or false",
        JsonToken.Null => "null",
        JsonToken.Date => "a time that the reader made of a text (parse with DateParseHandling.None)",
        _ => token.ToString(),
    };
}
