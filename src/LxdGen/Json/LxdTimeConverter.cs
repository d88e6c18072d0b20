using System.Text.Json;
using System.Text.Json.Serialization;

namespace LxdGen.Json;

/// <summary>Lets System.Text.Json read Go's zero time as no time. The templates put it on each time.</summary>
public sealed class LxdTimeConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        return LxdJson.ParseTime(reader.GetString()!, out var time) ? time : throw new JsonException("Expected a time.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is { } time)
            writer.WriteStringValue(LxdJson.FormatTime(time));
        else
            writer.WriteNullValue();
    }
}
