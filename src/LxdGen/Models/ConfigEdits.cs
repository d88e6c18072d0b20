namespace LxdGen.Models;

/// <summary>Finds the edits in maps, and makes them again on what the server has.</summary>
internal static class ConfigEdits
{
    public static IEnumerable<LxdChange> Compare(string field, IDictionary<string, string> old, IDictionary<string, string> current)
    {
        foreach (var key in AllKeys(old, current))
        {
            var (before, now) = (Value(old, key), Value(current, key));
            if (before != now)
                yield return new LxdChange($"{field}.{key}", before, now);
        }
    }

    /// <summary>The keys that differ, of maps that both have; otherwise a whole map, which appears or goes.</summary>
    public static IEnumerable<LxdChange> Compare(string field, IDictionary<string, IDictionary<string, string>> old, IDictionary<string, IDictionary<string, string>> current)
    {
        foreach (var key in AllKeys(old, current))
        {
            var (before, now) = (Value(old, key), Value(current, key));
            if (before is null || now is null)
            {
                yield return new LxdChange($"{field}.{key}", Frozen(before), Frozen(now));
                continue;
            }

            foreach (var change in Compare($"{field}.{key}", before, now))
                yield return change;
        }
    }

    /// <summary>What the server has, with the edits that made <paramref name="local"/> of <paramref name="basis"/>.</summary>
    public static Dictionary<string, string> Merge(IDictionary<string, string> basis, IDictionary<string, string> server, IDictionary<string, string> local) =>
        Merge(basis, server, local, static (before, now) => before == now, static (_, _, now) => now);

    /// <inheritdoc cref="Merge(IDictionary{string, string}, IDictionary{string, string}, IDictionary{string, string})"/>
    /// <remarks>Of an edited map that the server has no more, or has only now, all is taken as it is here: a part of it would be no map that anyone meant.</remarks>
    public static Dictionary<string, IDictionary<string, string>> Merge(
        IDictionary<string, IDictionary<string, string>> basis, IDictionary<string, IDictionary<string, string>> server, IDictionary<string, IDictionary<string, string>> local) =>
        Merge(basis, server, local, AreEqual, static (before, there, now) => before is null || there is null ? now : Merge(before, there, now));

    private static Dictionary<string, T> Merge<T>(
        IDictionary<string, T> basis, IDictionary<string, T> server, IDictionary<string, T> local, Func<T?, T?, bool> areEqual, Func<T?, T?, T, T> merge)
        where T : class
    {
        var merged = new Dictionary<string, T>(server);
        foreach (var key in AllKeys(basis, local))
        {
            var (before, now) = (Value(basis, key), Value(local, key));
            if (areEqual(before, now))
                continue;
            if (now is null)
                merged.Remove(key);
            else
                merged[key] = merge(before, Value(server, key), now);
        }

        return merged;
    }

    private static bool AreEqual(IDictionary<string, string>? left, IDictionary<string, string>? right) =>
        left is null || right is null ? left == right : !Compare(string.Empty, left, right).Any();

    private static IEnumerable<string> AllKeys<T>(IDictionary<string, T> left, IDictionary<string, T> right) => left.Keys.Union(right.Keys).Order(StringComparer.Ordinal);

    private static T? Value<T>(IDictionary<string, T> map, string key)
        where T : class => map.TryGetValue(key, out var value) ? value : null;

    /// <summary>A change stays what it was when it was found, whatever becomes of the map.</summary>
    private static LxdConfig? Frozen(IDictionary<string, string>? map) => map is null ? null : new LxdConfig(map);
}
