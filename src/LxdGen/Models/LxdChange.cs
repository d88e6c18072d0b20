namespace LxdGen;

/// <summary>One edit that was not saved yet.</summary>
/// <param name="Field">What was edited, in JSON's names: <c>description</c>, or <c>config.size</c> for a key of a map.</param>
/// <param name="Old">The value last read from the server, null where there was none.</param>
/// <param name="New">The value now, null where it was removed.</param>
public sealed record LxdChange(string Field, object? Old, object? New)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Show(Old)} -> {Show(New)}";

    private static string Show(object? value) => value is null ? "(none)" : $"'{value}'";
}
