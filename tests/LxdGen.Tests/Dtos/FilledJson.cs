using System.Text.Json;
using System.Text.Json.Nodes;

namespace LxdGen.Tests;

/// <summary>Makes JSON for a DTO in which every field has an awkward value, and some fields are of a newer server.</summary>
internal static class FilledJson
{
    /// <summary>Fields that no class knows.</summary>
    public const string Unknown = """
        {"newer":{"n":-1,"big":-123456789012345678901234567890,"beyond":18446744073709551615,"f":0.1,"e":1E+300,"b":true,"s":"<ä&😀>","l":[null,[1,{"k":null}],[],{}]},"newer_null":null,"newer_list":[1,"a",{"b":[2]}],"Newer.Name":"x"}
        """;

    /// <summary>Seven digits and an offset: what a DateTimeOffset can hold of LXD's nine.</summary>
    public const string Time = "2024-05-01T10:00:00.1234567+02:00";

    public static JsonObject Of(Type dto)
    {
        var json = new JsonObject();
        foreach (var (property, name) in DtoTypes.Fields(dto))
            json[name] = Value(property.PropertyType, name);
        foreach (var (name, value) in JsonNode.Parse(Unknown)!.AsObject())
            json[name] = value?.DeepClone();
        return json;
    }

    /// <summary>The same DTO where the server has nothing: null wherever Go's nil or an empty pointer can be.</summary>
    public static JsonObject OfNulls(Type dto)
    {
        var json = new JsonObject();
        foreach (var (property, name) in DtoTypes.Fields(dto))
        {
            if (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null || DtoTypes.IsOpenValue(property.PropertyType))
                json[name] = null;
        }

        return json;
    }

    private static JsonNode? Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (DtoTypes.IsOpenValue(type))
            return "a-value of <tomorrow>";
        if (DtoTypes.Dtos.Contains(type))
            return Of(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new JsonArray(Value(type.GetGenericArguments()[0], name), Value(type.GetGenericArguments()[0], name));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>))
            return new JsonObject { ["a.b"] = Value(type.GetGenericArguments()[1], name), [""] = Value(type.GetGenericArguments()[1], name) };
        return type switch
        {
            _ when type == typeof(string) => $"\"{name}\" <ä&😀>\n\u0001",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => int.MinValue,
            _ when type == typeof(long) => long.MinValue,
            _ when type == typeof(ulong) => ulong.MaxValue,
            _ when type == typeof(DateTimeOffset) => Time,
            _ when type == typeof(JsonElement) => JsonNode.Parse(Unknown),
            _ => throw new NotSupportedException($"FilledJson has no value for a {type} yet."),
        };
    }
}
