using System.Collections;
using LxdGen.Json;

namespace LxdGen.Raw;

/// <summary>The API extensions that a request needs, and what needs each of them. Not thread-safe.</summary>
public sealed class LxdNeeds
{
    private readonly List<(string Extension, string What)> _items = [];

    internal IReadOnlyList<(string Extension, string What)> Items => _items;

    /// <summary>Adds what a field or parameter needs, if it is set.</summary>
    /// <typeparam name="T">The type of its value.</typeparam>
    /// <param name="extension">The API extension.</param>
    /// <param name="what">What needs it, such as <c>the field 'description' of StoragePoolPut</c>.</param>
    /// <param name="value">Its value; null, empty, 0 and false count as not set, for a server that does not know the field loses nothing.</param>
    public void Add<T>(string extension, string what, T value)
    {
        if (IsSet(value))
            _items.Add((extension, what));
    }

    /// <summary>Adds what an object within an object needs.</summary>
    /// <param name="value">The object, null for none.</param>
    public void AddOf(ILxdJson? value) => value?.CollectNeeds(this);

    private static bool IsSet<T>(T value) => value switch
    {
        null => false,
        string text => text.Length > 0,
        IEnumerable items => items.GetEnumerator().MoveNext(),
        _ => !EqualityComparer<T>.Default.Equals(value, default),
    };
}
