using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

/// <summary>The x-lxd-* keys: what info.description says of them, and where they may sit.</summary>
internal static partial class Extensions
{
    private static readonly Dictionary<string, Func<Schema, JsonNode, bool>> Places = new()
    {
        ["x-lxd-extension"] = (schema, owner) =>
            IsOperation(schema, owner) || IsField(schema, owner) || schema.Parameters.Contains(owner),
        ["x-lxd-item"] = IsOperation,
        ["x-lxd-grouped"] = IsOperation,
        ["x-lxd-websocket"] = IsOperation,
        ["x-lxd-alias"] = (schema, owner) => schema.Parameters.Contains(owner),
        ["x-lxd-value-extension"] = (schema, owner) => schema.Parameters.Contains(owner),
        ["x-lxd-etag"] = (schema, owner) => IsField(schema, owner) && Of(schema, "get", "responses").Contains(owner),
        ["x-lxd-patch"] = (schema, owner) => IsField(schema, owner) && Of(schema, "patch", "requestBody").Contains(owner),
        ["x-lxd-secret"] = (schema, owner) => IsField(schema, owner) || schema.Parameters.Contains(owner),
        ["x-lxd-verb"] = (schema, owner) => IsField(schema, owner) && Of(schema, "put", "requestBody").Contains(owner),
    };

    /// <summary>The keys that info.description lists, each with the one value that it may have, or "" for any.</summary>
    public static Dictionary<string, string> Listed(Schema schema) =>
        Line().Matches($"{schema.Find("/info/description").Single()}")
            .ToDictionary(m => m.Groups["key"].Value, m => m.Groups["value"].Value);

    public static IEnumerable<JsonNode> Used(Schema schema) =>
        schema.Everything.Where(n => n.Parent is JsonObject && n.GetPropertyName().StartsWith("x-lxd-", StringComparison.Ordinal));

    public static bool MaySitHere(Schema schema, JsonNode extension) =>
        Places.TryGetValue(extension.GetPropertyName(), out var mayOwn) && mayOwn(schema, extension.Parent!);

    private static bool IsOperation(Schema schema, JsonNode owner) => schema.Operations.Any(o => o.Node == owner);

    private static bool IsField(Schema schema, JsonNode owner) => schema.Fields.Contains(owner);

    private static HashSet<JsonNode> Of(Schema schema, string method, string part) =>
        schema.Reach(schema.Find($"/paths/*/{method}/{part}"));

    [GeneratedRegex(@"^(?<key>x-lxd-[a-z-]+)(: (?<value>\w+))? ?[(:]", RegexOptions.Multiline)]
    private static partial Regex Line();
}
