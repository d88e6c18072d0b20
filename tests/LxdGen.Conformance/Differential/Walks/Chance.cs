using System.Text.Encodings.Web;
using System.Text.Json;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What walks are made of: the same choices for the same seed.</summary>
internal abstract class Chance(int seed)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Random _random = new(seed);

    public static string PoolPath(string pool) => $"/1.0/storage-pools/{Uri.EscapeDataString(pool)}";

    public static (string, string?) Config(string? pairs) => ("config!", pairs is null ? null : $"{{{pairs}}}");

    /// <summary>An object; a name that ends in ! has a value that is JSON already.</summary>
    public static string Fields(params IEnumerable<(string Name, string? Value)> fields) =>
        $"{{{string.Join(',', fields.Where(field => field.Value is not null).Select(field => field.Name[^1] == '!' ? $"\"{field.Name[..^1]}\":{field.Value}" : $"\"{field.Name}\":{JsonSerializer.Serialize(field.Value, Relaxed)}"))}}}";

    public int Next(int end) => _random.Next(end);

    public T Of<T>(params T[] values) => values[Next(values.Length)];

    public Step Send(string method, string path, string? body = null) => new(Next(2), method, Placed(method, path), body);

    /// <summary>The same with an ETag: the one that the client last saw there, another, or none.</summary>
    public Step Edit(string method, string path, string body) => Send(method, path, body) with { Match = NextMatch() };

    public string? Description() => Of(null, "d1", "", "d2");

    protected static string With(string path, string parameter) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}";

    protected abstract Match NextMatch();

    /// <summary>Adds to a path what says where it is: a project, a member.</summary>
    protected abstract string Placed(string method, string path);
}
