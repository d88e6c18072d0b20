using System.Text.Json.Nodes;

namespace LxdGen.Schema.Tests;

/// <summary>An OpenAPI description, and what the rules ask of it.</summary>
internal sealed class Schema(JsonObject root)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static Schema Shipped { get; } = new(Yaml.Parse(Yaml.Text("lxd-storage.yaml")).AsObject());

    public static Schema Sample { get; } = new(Yaml.Parse(Yaml.Text("sample.yaml")).AsObject());

    public IEnumerable<string> Paths => root["paths"]!.AsObject().Select(p => p.Key);

    public IEnumerable<Operation> Operations =>
        from path in root["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        where Methods.Contains(method.Key)
        select new Operation(this, path.Key, method.Key, method.Value!.AsObject());

    /// <summary>The fields of all DTOs, however deep.</summary>
    public IEnumerable<JsonNode> Fields =>
        from properties in Find("/components/schemas").SelectMany(Within)
        where properties is JsonObject && properties.Parent is JsonObject && properties.GetPropertyName() == "properties"
        from property in properties.AsObject()
        select property.Value;

    public IEnumerable<JsonNode> Parameters =>
        Find("/components/parameters/*").Concat(Find("/paths/*/parameters/*")).Concat(Find("/paths/*/*/parameters/*"));

    public IEnumerable<JsonNode> Everything => Within(root);

    public IEnumerable<JsonNode> Find(string pointer) => Pointer.Find(root, pointer);

    /// <summary>What a reference refers to; anything else itself; null where a reference leads nowhere.</summary>
    public JsonNode? Follow(JsonNode? node) =>
        (node as JsonObject)?["$ref"] is { } reference ? Find($"{reference}".TrimStart('#')).FirstOrDefault() : node;

    /// <summary>What can be got to from these nodes, references followed.</summary>
    public HashSet<JsonNode> Reach(IEnumerable<JsonNode> from)
    {
        var reached = new HashSet<JsonNode>();
        var open = new Stack<JsonNode>(from);
        while (open.TryPop(out var node))
            foreach (var found in Within(node).Where(reached.Add).ToList())
                if (Follow(found) is { } target && target != found)
                    open.Push(target);
        return reached;
    }

    public Schema With(string pointer, string yaml) => Changed(pointer, (parent, key) => parent[key] = Yaml.Parse(yaml));

    public Schema Without(string pointer) => Changed(pointer, (parent, key) => Assert.True(parent.Remove(key)));

    private Schema Changed(string pointer, Action<JsonObject, string> change)
    {
        var copy = new Schema(root.DeepClone().AsObject());
        var end = pointer.LastIndexOf('/');
        change(copy.Find(pointer[..end]).Single().AsObject(), Pointer.Unescape(pointer[(end + 1)..]));
        return copy;
    }

    private static IEnumerable<JsonNode> Within(JsonNode node) => Pointer.Find(node, "/*").SelectMany(Within).Prepend(node);
}
