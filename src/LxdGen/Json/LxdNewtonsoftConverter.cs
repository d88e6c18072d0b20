using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>Lets Newtonsoft.Json's serializer read and write a DTO or an open value as LXD does. The templates put it on each.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class LxdNewtonsoftConverter<T> : JsonConverter
    where T : ILxdJson<T>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => (Nullable.GetUnderlyingType(objectType) ?? objectType) == typeof(T);

    /// <inheritdoc/>
    /// <exception cref="JsonSerializationException">A value has another type than expected.</exception>
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.TokenType == JsonToken.Null)
            return Nullable.GetUnderlyingType(objectType) is null ? default(T) : null;
        // A text that looks like a time is a text here; the serializer's reader would have made a time of it.
        var (dates, floats) = (reader.DateParseHandling, reader.FloatParseHandling);
        (reader.DateParseHandling, reader.FloatParseHandling) = (DateParseHandling.None, FloatParseHandling.Double);
        try
        {
            return T.ReadJson(reader);
        }
        // Whoever calls the serializer catches its exceptions, not ours.
        catch (LxdMalformedReplyException e)
        {
            var line = reader as IJsonLineInfo;
            throw new JsonSerializationException(e.Message, e.JsonPath ?? reader.Path, line?.LineNumber ?? 0, line?.LinePosition ?? 0, e);
        }
        finally
        {
            (reader.DateParseHandling, reader.FloatParseHandling) = (dates, floats);
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is T json)
            json.WriteJson(writer);
        else
            writer.WriteNull();
    }
}
