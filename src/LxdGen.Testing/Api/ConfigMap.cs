namespace LxdGen.Testing.Api;

/// <summary>Config as it is sent, where a key without a value is looked at too, and as it is kept, where it is none.</summary>
internal static class ConfigMap
{
    public static SortedDictionary<string, string> Sent(IEnumerable<KeyValuePair<string, string>>? sent) => new((sent ?? []).ToDictionary(), StringComparer.Ordinal);

    /// <summary>What is kept of it.</summary>
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

    /// <summary>What PATCH makes of it, with the keys that it unsets.</summary>
    public static SortedDictionary<string, string> Merge(IEnumerable<KeyValuePair<string, string>> old, IEnumerable<KeyValuePair<string, string>>? sent)
    {
        var merged = Sent(old);
        foreach (var (key, value) in sent ?? [])
            merged[key] = value;
        return merged;
    }
}
