using System.Collections.ObjectModel;

namespace LxdGen;

/// <summary>Config maps by name, as the devices of a profile: what is put in is copied into an <see cref="LxdConfig"/>, which can be edited in place.</summary>
public sealed class LxdConfigs : LxdDictionary<IDictionary<string, string>>
{
    /// <summary>Replaces what a map holds. Maps that stay keep their objects.</summary>
    /// <param name="map">The map.</param>
    /// <param name="values">What it is to hold.</param>
    /// <exception cref="ArgumentNullException">One of the two, a key, a map or a value in one is null; the map is as it was.</exception>
    public static void Fill(IDictionary<string, IDictionary<string, string>> map, IEnumerable<KeyValuePair<string, IDictionary<string, string>>> values)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(values);
        var copy = new LxdConfigs();
        foreach (var (key, value) in values)
            copy[key] = value;
        foreach (var key in map.Keys.Where(key => !copy.ContainsKey(key)).ToList())
            map.Remove(key);
        foreach (var (key, value) in copy)
        {
            if (map.TryGetValue(key, out var there) && there is not null)
                LxdConfig.Fill(there, value);
            else
                map[key] = value;
        }
    }

    /// <summary>A view of a map that neither it nor the maps in it can be edited through.</summary>
    /// <param name="map">The map.</param>
    /// <returns>What it holds now.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> AsReadOnly(IDictionary<string, IDictionary<string, string>> map) =>
        map.ToDictionary(item => item.Key, IReadOnlyDictionary<string, string> (item) => new ReadOnlyDictionary<string, string>(item.Value));

    private protected override IDictionary<string, string> Own(string key, IDictionary<string, string> value) => new LxdConfig(base.Own(key, value));

    private protected override IDictionary<string, string> Guard(IDictionary<string, string> value, object shared)
    {
        ((LxdConfig)value).ShareLock(shared);
        return value;
    }
}
