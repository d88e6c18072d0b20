namespace LxdGen.Json;

/// <summary>A value of an open set: LXD names some, and a server may send others.</summary>
/// <typeparam name="T">The implementing type.</typeparam>
public interface ILxdOpenValue<T> : ILxdJson<T>
    where T : ILxdOpenValue<T>
{
    /// <summary>The value as LXD writes it; empty if there is none.</summary>
    string Value { get; }

    /// <summary>Takes a string for a value.</summary>
    /// <param name="value">The value as LXD writes it.</param>
    /// <returns>The value.</returns>
    static abstract T From(string value);
}
