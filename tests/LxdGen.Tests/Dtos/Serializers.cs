using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LxdGen.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace LxdGen.Tests;

/// <summary>The serializers that a consumer may have, set up as consumers set them up.</summary>
internal static class Serializers
{
    public const string Own = "our own";
    public const string Newtonsoft = "Newtonsoft";
    public const string NewtonsoftTree = "Newtonsoft, JObject";
    public const string Stj = "System.Text.Json";

    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly JsonSerializerOptions Populating = new() { PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate };

    private static readonly Dictionary<string, (Func<Type, string, object?> Read, Func<Type, object?, string> Write)> All = new()
    {
        [Own] = (ReadOwn, (_, value) => Encoding.UTF8.GetString(LxdJson.ToUtf8((ILxdJson)value!))),
        [Newtonsoft] = OfNewtonsoft(new()),
        ["Newtonsoft, times made of texts"] = OfNewtonsoft(new() { DateParseHandling = DateParseHandling.DateTime, FloatParseHandling = FloatParseHandling.Decimal }),
        ["Newtonsoft, camel case"] = OfNewtonsoft(new()
        {
            ContractResolver = new CamelCasePropertyNamesContractResolver(),
            NullValueHandling = NullValueHandling.Ignore,
            DefaultValueHandling = DefaultValueHandling.Ignore,
            Formatting = Formatting.Indented,
        }),
        [NewtonsoftTree] = ((type, json) => JToken.Parse(json).ToObject(type), (_, value) => JToken.FromObject(value!).ToString()),
        [Stj] = OfStj(JsonSerializerOptions.Default),
        ["System.Text.Json, web"] = OfStj(JsonSerializerOptions.Web),
        ["System.Text.Json, strict"] = OfStj(Strict),
        ["System.Text.Json, populating"] = OfStj(Populating),
        ["System.Text.Json, source-generated"] = OfContext(DtoJson.Default),
        ["System.Text.Json, source-generated, web"] = OfContext(new DtoJson(new JsonSerializerOptions(JsonSerializerDefaults.Web))),
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Those that know lists, maps and classes other than the SDK's.</summary>
    public static IEnumerable<string> Foreign => Names.Where(name => name != Own);

    public static object? Read(string serializer, Type type, string json) => All[serializer].Read(type, json);

    public static string Write(string serializer, Type type, object? value) => All[serializer].Write(type, value);

    private static object? ReadOwn(Type type, string json)
    {
        var parse = typeof(LxdJson).GetMethod(nameof(LxdJson.Parse), 1, [typeof(ReadOnlyMemory<byte>)])!.MakeGenericMethod(type);
        return parse.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [(ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json)], null);
    }

    private static (Func<Type, string, object?>, Func<Type, object?, string>) OfNewtonsoft(JsonSerializerSettings settings) =>
        ((type, json) => JsonConvert.DeserializeObject(json, type, settings), (type, value) => JsonConvert.SerializeObject(value, type, settings));

    private static (Func<Type, string, object?>, Func<Type, object?, string>) OfStj(JsonSerializerOptions options) =>
        ((type, json) => JsonSerializer.Deserialize(json, type, options), (type, value) => JsonSerializer.Serialize(value, type, options));

    // Through the context alone: what it does not know is an error, not a case for reflection.
    private static (Func<Type, string, object?>, Func<Type, object?, string>) OfContext(JsonSerializerContext context) =>
        ((type, json) => JsonSerializer.Deserialize(json, type, context), (type, value) => JsonSerializer.Serialize(value, type, context));
}
