using LxdGen.Conformance.Differential.Walks;

namespace LxdGen.Conformance.Differential;

/// <summary>What walks are made of: the same choices for the same seed.</summary>
internal abstract class RandomWalk(int seed)
{
    private readonly Random _random = new(seed);

    protected int Next(int limit) => _random.Next(limit);

    protected T Of<T>(T[] values) => values[Next(values.Length)];

    /// <summary>A request by one of the clients, with the ETag that it last saw there, another, or none.</summary>
    protected Step Edit(string method, string path, string body) => Send(method, path, body) with { Match = (Match)Of([0, 0, 1, 1, 1, 2]) };

    protected Step Send(string method, string path, string? body = null) => new(Next(2), method, Placed(path), body);

    /// <summary>Adds to a path what says where it is: a project, a member.</summary>
    protected abstract string Placed(string path);

    protected string? Description() => Of([null, "d1", "", "d2"]);

    protected static string PoolPath(string pool) => Dice.PoolPath(pool);

    protected static (string, string?) Config(string? pairs) => Dice.Config(pairs);

    /// <summary>An object; a name that ends in ! has a value that is JSON already.</summary>
    protected static string Json(params IEnumerable<(string Name, string? Value)> fields) => Dice.Fields(fields);
}
