namespace LxdGen.Models;

/// <summary>A field that holds a map, compared and merged key by key. Its map object stays the same for the model's life.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <param name="name">The field's name in JSON.</param>
/// <param name="ofData">Reads it from what GET returns.</param>
/// <param name="ofPut">Reads it from what PUT takes.</param>
public sealed class MapField<TData, TPut>(string name, Func<TData, IDictionary<string, string>> ofData, Func<TPut, IDictionary<string, string>> ofPut)
    : ModelField<TData, TPut>(name)
{
    internal override void ShareLock(TPut edited, object shared) => (ofPut(edited) as LxdConfig)?.ShareLock(shared);

    internal override void Load(TData from, TPut into) => LxdConfig.Fill(ofPut(into), ofData(from));

    internal override void Copy(TPut from, TPut into) => LxdConfig.Fill(ofPut(into), ofPut(from));

    internal override bool IsUnset(TPut body) => false;

    internal override IEnumerable<LxdChange> Compare(TPut from, TPut to)
    {
        var (old, current) = (ofPut(from), ofPut(to));
        foreach (var key in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var (before, now) = (Value(old, key), Value(current, key));
            if (before != now)
                yield return new LxdChange($"{Name}.{key}", before, now);
        }
    }

    internal override void Merge(TPut basis, TPut server, TPut local)
    {
        var edits = Compare(basis, local).ToList();
        var map = ofPut(local);
        LxdConfig.Fill(map, ofPut(server));
        foreach (var edit in edits)
        {
            var key = edit.Field[(Name.Length + 1)..];
            if (edit.New is string value)
                map[key] = value;
            else
                map.Remove(key);
        }
    }

    private static string? Value(IDictionary<string, string> map, string key) => map.TryGetValue(key, out var value) ? value : null;
}
