namespace LxdGen;

/// <summary>A config map as LXD has it: keys and values are strings and neither is ever null.</summary>
/// <remarks>To unset a key, remove it. An empty value is sent as it is, and the server unsets the key.</remarks>
public sealed class LxdConfig : LxdDictionary<string>
{
    /// <summary>Creates an empty map.</summary>
    public LxdConfig()
    {
    }

    internal LxdConfig(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (key, value) in values)
            this[key] = value;
    }

    /// <summary>Replaces what a map holds.</summary>
    /// <param name="map">The map.</param>
    /// <param name="values">What it is to hold.</param>
    /// <exception cref="ArgumentNullException">One of the two, a key or a value is null; the map is as it was.</exception>
    public static void Fill(IDictionary<string, string> map, IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(values);
        // First into a map that refuses nulls: an assignment that fails must change nothing.
        var copy = new LxdConfig(values);
        map.Clear();
        foreach (var (key, value) in copy)
            map.Add(key, value);
    }
}
