using System.Text.Encodings.Web;
using System.Text.Json;

namespace LxdGen.Conformance.Differential;

/// <summary>What walks are made of: the same choices for the same seed.</summary>
internal abstract class RandomWalk(int seed)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Random _random = new(seed);

    protected int Next(int limit) => _random.Next(limit);

    protected T Of<T>(T[] values) => values[Next(values.Length)];

    /// <summary>A request by one of the clients, with the ETag that it last saw there, another, or none.</summary>
    protected Step Edit(string method, string path, string body) => Send(method, path, body) with { Match = (Match)Of([0, 0, 1, 1, 1, 2]) };

    protected Step Send(string method, string path, string? body = null) => new(Next(2), method, Placed(path), body);

    /// <summary>Adds to a path what says where it is: a project, a member.</summary>
    protected abstract string Placed(string path);

    protected string? Description() => Of([null, "d1", "", "d2"]);

    protected static string PoolPath(string pool) => $"/1.0/storage-pools/{Uri.EscapeDataString(pool)}";

    protected static (string, string?) Config(string? pairs) => ("config!", pairs is null ? null : $"{{{pairs}}}");

    /// <summary>An object; a name that ends in ! has a value that is JSON already.</summary>
    protected static string Json(params IEnumerable<(string Name, string? Value)> fields) =>
        $"{{{string.Join(',', fields.Where(field => field.Value is not null).Select(field => field.Name[^1] == '!' ? $"\"{field.Name[..^1]}\":{field.Value}" : $"\"{field.Name}\":{JsonSerializer.Serialize(field.Value, Relaxed)}"))}}}";
}
