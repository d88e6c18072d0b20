using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace LxdGen;

/// <summary>A map as LXD has it: keys are strings, and neither keys nor values are ever null.</summary>
/// <remarks>
/// Single members are thread-safe, since a model merges the server's values into its maps while its user goes on editing;
/// enumerating goes over a copy.
/// </remarks>
/// <typeparam name="TValue">The values' type.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public abstract class LxdDictionary<TValue> : IDictionary<string, TValue>, IReadOnlyDictionary<string, TValue>
    where TValue : class
{
    private readonly Dictionary<string, TValue> _values = new(StringComparer.Ordinal);
    private object _lock;

    private protected LxdDictionary() => _lock = _values;

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
    public ICollection<TValue> Values => [.. Copy().Select(item => item.Value)];

    IEnumerable<string> IReadOnlyDictionary<string, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<string, TValue>.Values => Values;

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">The key is not set.</exception>
    /// <exception cref="ArgumentNullException">The key or the value is null; use <see cref="Remove(string)"/> to unset a key.</exception>
    public TValue this[string key]
    {
        get
        {
            lock (_lock)
                return _values[key];
        }

        set
        {
            var own = Own(key, value);
            lock (_lock)
                _values[key] = Guard(own, _lock);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The key or the value is null.</exception>
    public void Add(string key, TValue value)
    {
        var own = Own(key, value);
        lock (_lock)
            _values.Add(key, Guard(own, _lock));
    }

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, TValue> item) => Add(item.Key, item.Value);

    /// <inheritdoc cref="IDictionary{TKey, TValue}.ContainsKey(TKey)"/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc cref="IDictionary{TKey, TValue}.TryGetValue(TKey, out TValue)"/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
            return _values.TryGetValue(key, out value);
    }

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, TValue> item) => TryGetValue(item.Key, out var value) && value.Equals(item.Value);

    /// <inheritdoc/>
    public bool Remove(string key)
    {
        lock (_lock)
            return _values.Remove(key);
    }

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, TValue> item)
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
    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) => Copy().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, TValue>>)Copy()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>From now on, one lock guards this map and whatever else it guards.</summary>
    internal void ShareLock(object shared)
    {
        _lock = shared;
        foreach (var value in _values.Values)
            Guard(value, shared);
    }

    /// <summary>Makes many changes while it is locked once. Neither keys nor values may be null.</summary>
    internal void Change<T>(T state, Action<Dictionary<string, TValue>, T> change)
    {
        lock (_lock)
            change(_values, state);
    }

    internal static void ThrowIfNull(string key, object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value is null)
            throw new ArgumentNullException(nameof(value), $"The key '{key}' cannot be set to null. Remove it from the map to unset it.");
    }

    /// <summary>Refuses nulls, and makes what this map is to hold of what it is given.</summary>
    private protected virtual TValue Own(string key, TValue value)
    {
        ThrowIfNull(key, value);
        return value;
    }

    /// <summary>Lets a lock guard a value too.</summary>
    private protected virtual TValue Guard(TValue value, object shared) => value;

    private KeyValuePair<string, TValue>[] Copy()
    {
        lock (_lock)
            return [.. _values];
    }
}
