using System.Text.Json.Nodes;

namespace LxdGen.Schema.Tests;

/// <summary>JSON pointers, in which a <c>*</c> stands for any one step.</summary>
internal static class Pointer
{
    public static string To(JsonNode node) => node.Parent switch
    {
        null => "",
        JsonObject parent => $"{To(parent)}/{Escape(node.GetPropertyName())}",
        var parent => $"{To(parent)}/{node.GetElementIndex()}",
    };

    public static IEnumerable<JsonNode> Find(JsonNode root, string pointer) =>
        pointer.Split('/').Skip(1)
            .Aggregate<string, IEnumerable<JsonNode>>([root], (found, step) => found.SelectMany(node => Step(node, step)));

    public static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Step(JsonNode node, string step) => node switch
    {
        JsonObject map when step == "*" => map.Select(e => e.Value!),
        JsonObject map => map[Unescape(step)] is { } child ? [child] : [],
        JsonArray list when step == "*" => list.Select(n => n!),
        JsonArray list => int.TryParse(step, out var index) && index < list.Count ? [list[index]!] : [],
        _ => [],
    };
}
