using System.Text.Json;

namespace LxdGen.Testing.Http;

/// <summary>A JSON object that was sent, read as Go reads it: field names in any case, unknown fields passed over, null as nothing.</summary>
/// <param name="element">The object; null for none.</param>
/// <param name="type">What Go calls it, for its complaints.</param>
internal sealed class Body(JsonElement? element, string type)
{
    /// <summary>Reads the first JSON value; what follows it does not matter.</summary>
    public static Body Parse(ReadOnlySpan<byte> json, string type)
    {
        if (json.Trim(" \t\r\n"u8).IsEmpty)
            throw LxdFailure.BadRequest("EOF");
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement.Clone();
            if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                throw LxdFailure.BadRequest($"json: cannot unmarshal {KindOf(root)} into Go value of type api.{type}");
            return new Body(root.ValueKind == JsonValueKind.Null ? null : root, type);
        }
        catch (JsonException)
        {
            throw LxdFailure.BadRequest(Complaint(json));
        }
    }

    /// <summary>Whether it was sent, if only as null.</summary>
    public bool Mentions(string name) => element is { } body && body.EnumerateObject().Any(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Mismatch(value, name, "string");

    public bool Flag(string name) => Find(name) is { } value
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Mismatch(value, name, "bool"));

    public Body? Object(string name, string nestedType) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new Body(value, nestedType)
        : throw Mismatch(value, name, $"api.{nestedType}");

    /// <summary>A map of texts; null if it was not sent. A null in it is an empty text.</summary>
    public IReadOnlyDictionary<string, string>? Map(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            throw Mismatch(value, name, "map[string]string");
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            map[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!,
                JsonValueKind.Null => "",
                _ => throw Mismatch(property.Value, name, "string"),
            };
        }

        return map;
    }

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        if (element is { } body)
        {
            foreach (var property in body.EnumerateObject())
            {
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    found = property.Value;
            }
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    private LxdFailure Mismatch(JsonElement value, string name, string expected) =>
        LxdFailure.BadRequest($"json: cannot unmarshal {KindOf(value)} into Go struct field {type}.{name} of type {expected}");

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };

    private static string Complaint(ReadOnlySpan<byte> json)
    {
        var first = (char)json.TrimStart(" \t\r\n"u8)[0];
        return first is '{' or '[' or '"' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(first) ? "unexpected EOF" : $"invalid character '{first}' looking for beginning of value";
    }
}
