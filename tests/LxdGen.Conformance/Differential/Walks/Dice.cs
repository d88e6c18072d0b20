using System.Text.Encodings.Web;
using System.Text.Json;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>Chooses what a walk does next, and knows the names that it is about.</summary>
internal sealed class Dice
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Members = ["none", "n9", ""];

    private readonly Random _random;

    public Dice(int seed)
    {
        _random = new Random(seed);
        HasBtrfs = Next(3) == 0;
        Pools = HasBtrfs ? ["w0", "w0", "w1", "wb", "wb", "wb", "nope"] : ["w0", "w0", "w0", "w1", "w1", "nope"];
    }

    /// <summary>Whether one of the pools is on btrfs.</summary>
    public bool HasBtrfs { get; }

    public string[] Pools { get; }

    public static string[] Volumes { get; } = ["a", "a", "a", "b", "b", "c d", "\u00fc", "nope"];

    public static string[] Snapshots { get; } = ["s0", "s0", "s1", "snap0", "nope"];

    public static string[] Backups { get; } = ["b0", "b0", "b1", "backup0", "nope"];

    public int Next(int end) => _random.Next(end);

    public T Of<T>(params T[] values) => values[Next(values.Length)];

    public Step Edit(string method, string path, string body) => Send(method, path, body) with
    {
        Match = Of(Match.None, Match.None, Match.LastSeen, Match.LastSeen, Match.LastSeen, Match.Never, (Match)Next((int)Match.EmptyQuotes + 1)),
    };

    public Step Send(string method, string path, string? body = null) => new(Next(2), method, WithQuery(method, path), body);

    /// <summary>The volume that most requests are about.</summary>
    public string VolumePath() => $"{PoolPath(Of(Pools))}/volumes/custom/{Uri.EscapeDataString(Of(Volumes))}";

    public static string PoolPath(string pool) => $"/1.0/storage-pools/{Uri.EscapeDataString(pool)}";

    public string? Description() => Of(null, "d1", "", "d2");

    public static (string, string?) Config(string? pairs) => ("config!", pairs is null ? null : $"{{{pairs}}}");

    /// <summary>An object; a name that ends in ! has a value that is JSON already.</summary>
    public static string Fields(params IEnumerable<(string Name, string? Value)> fields) =>
        $"{{{string.Join(',', fields.Where(field => field.Value is not null).Select(field => field.Name[^1] == '!' ? $"\"{field.Name[..^1]}\":{field.Value}" : $"\"{field.Name}\":{JsonSerializer.Serialize(field.Value, Relaxed)}"))}}}";

    private string WithQuery(string method, string path)
    {
        if (path.Contains("/volumes", StringComparison.Ordinal) && Next(5) == 0)
            path = With(path, $"project={Of("pw", "pw", "pw", "nope")}");
        // Of a new pool, a member is told what only it has, and the pool stays pending.
        if (path.StartsWith("/1.0/storage-pools", StringComparison.Ordinal) && !(method == "POST" && path.IndexOf('/', "/1.0/storage-pools".Length) < 0) && Next(16) == 0)
            path = With(path, $"target={Of(Members)}");
        return path;
    }

    private static string With(string path, string parameter) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}";
}
