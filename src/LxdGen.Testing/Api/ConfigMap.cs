namespace LxdGen.Testing.Api;

/// <summary>Config as it is kept: a key without a value is none.</summary>
internal static class ConfigMap
{
    public static SortedDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>>? sent)
    {
        var config = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in sent ?? [])
        {
            if (value.Length > 0)
                config[key] = value;
        }

        return config;
    }

    /// <summary>What PATCH makes of it.</summary>
    public static SortedDictionary<string, string> Merge(IEnumerable<KeyValuePair<string, string>> old, IEnumerable<KeyValuePair<string, string>>? sent)
    {
        var merged = new Dictionary<string, string>(old, StringComparer.Ordinal);
        foreach (var (key, value) in sent ?? [])
            merged[key] = value;
        return Of(merged);
    }
}
