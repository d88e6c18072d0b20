using System.Text.Json.Nodes;

namespace LxdGen.Schema.Tests;

internal sealed record Operation(Schema Schema, string Path, string Method, JsonObject Node)
{
    public string? Id => (string?)Node["operationId"];

    public IEnumerable<string> Statuses => Node["responses"]!.AsObject().Select(r => r.Key);

    public IEnumerable<JsonNode> Parameters =>
        Pointer.Find(Node.Parent!, "/parameters/*").Concat(Pointer.Find(Node, "/parameters/*")).Select(p => Schema.Follow(p)!);

    public bool Takes(string name, string where) => Parameters.Any(p => (string?)p["name"] == name && (string?)p["in"] == where);

    public JsonNode? Response(string status) => Schema.Follow(Node["responses"]![status]);

    public override string ToString() => $"{Method.ToUpperInvariant()} {Path}";
}
