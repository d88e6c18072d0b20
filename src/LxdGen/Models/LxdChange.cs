namespace LxdGen;

/// <summary>One edit that was not saved yet.</summary>
/// <param name="Field">What was edited, in JSON's names: <c>description</c>, <c>config.size</c> for a key of a map,
/// <c>devices.root.pool</c> for a key of a map in one, or <c>devices.root</c> for one that was added or removed.</param>
/// <param name="Old">The value last read from the server, null where there was none; an <see cref="LxdConfig"/> of a whole map, and of a credential, a mark that there was one.</param>
/// <param name="New">The value now, null where it was removed; an <see cref="LxdConfig"/> of a whole map, and of a credential, a mark that there is one.</param>
public sealed record LxdChange(string Field, object? Old, object? New)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Show(Old)} -> {Show(New)}";

    /// <summary>The same without the values, which are credentials.</summary>
    internal LxdChange Hidden() => new(Field, Old is null ? null : "…", New is null ? null : "…");

    private static string Show(object? value) => value switch
    {
        null => "(none)",
        LxdConfig map => $"{{ {string.Join(", ", map.Select(item => $"{item.Key}={item.Value}"))} }}",
        _ => $"'{value}'",
    };
}
