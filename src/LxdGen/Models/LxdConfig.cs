using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace LxdGen;

/// <summary>A config map as LXD has it: keys and values are strings and neither is ever null.</summary>
/// <remarks>
/// To unset a key, remove it. An empty value is sent as it is, and the server unsets the key. Single members are
/// thread-safe, since a model merges the server's values into its config while its user goes on editing; enumerating
/// goes over a copy.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
public sealed class LxdConfig : IDictionary<string, string>, IReadOnlyDictionary<string, string>
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private object _lock;

    /// <summary>Creates an empty map.</summary>
    public LxdConfig() => _lock = _values;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock)
                return _values.Count;
        }
    }

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <summary>The keys that are set, as they are now.</summary>
    public ICollection<string> Keys => [.. Copy().Select(item => item.Key)];

    /// <summary>Their values, as they are now.</summary>
    public ICollection<string> Values => [.. Copy().Select(item => item.Value)];

    IEnumerable<string> IReadOnlyDictionary<string, string>.Keys => Keys;

    IEnumerable<string> IReadOnlyDictionary<string, string>.Values => Values;

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">The key is not set.</exception>
    /// <exception cref="ArgumentNullException">The key or the value is null; use <see cref="Remove(string)"/> to unset a key.</exception>
    public string this[string key]
    {
        get
        {
            lock (_lock)
                return _values[key];
        }

        set
        {
            ThrowIfNull(key, value);
            lock (_lock)
                _values[key] = value;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The key or the value is null.</exception>
    public void Add(string key, string value)
    {
        ThrowIfNull(key, value);
        lock (_lock)
            _values.Add(key, value);
    }

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, string> item) => Add(item.Key, item.Value);

    /// <inheritdoc cref="IDictionary{TKey, TValue}.ContainsKey(TKey)"/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc cref="IDictionary{TKey, TValue}.TryGetValue(TKey, out TValue)"/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        lock (_lock)
            return _values.TryGetValue(key, out value);
    }

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, string> item) => TryGetValue(item.Key, out var value) && value == item.Value;

    /// <inheritdoc/>
    public bool Remove(string key)
    {
        lock (_lock)
            return _values.Remove(key);
    }

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, string> item)
    {
        lock (_lock)
            return Contains(item) && Remove(item.Key);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_lock)
            _values.Clear();
    }

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, string>[] array, int arrayIndex) => Copy().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)Copy()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Replaces what a map holds.</summary>
    /// <param name="map">The map.</param>
    /// <param name="values">What it is to hold.</param>
    /// <exception cref="ArgumentNullException">One of the two, a key or a value is null; the map is as it was.</exception>
    public static void Fill(IDictionary<string, string> map, IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(values);
        // First into a map that refuses nulls: an assignment that fails must change nothing.
        var copy = new LxdConfig();
        foreach (var (key, value) in values)
            copy[key] = value;
        map.Clear();
        foreach (var (key, value) in copy)
            map.Add(key, value);
    }

    /// <summary>From now on, one lock guards this map and whatever else it guards.</summary>
    internal void ShareLock(object shared) => _lock = shared;

    /// <summary>Makes many changes while it is locked once. Neither keys nor values may be null.</summary>
    internal void Change<T>(T state, Action<Dictionary<string, string>, T> change)
    {
        lock (_lock)
            change(_values, state);
    }

    internal static void ThrowIfNull(string key, string? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value is null)
            throw new ArgumentNullException(nameof(value), $"The config key '{key}' cannot be set to null. Remove it from the map to unset it.");
    }

    private KeyValuePair<string, string>[] Copy()
    {
        lock (_lock)
            return [.. _values];
    }
}
