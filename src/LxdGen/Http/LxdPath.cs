using System.Runtime.CompilerServices;

namespace LxdGen.Raw;

/// <summary>
/// A path of LXD's API, written as an interpolated string: <c>$"/1.0/storage-pools/{name}"</c>. Each hole is one
/// segment, escaped once, and refused if it would make the URL mean something else.
/// </summary>
[InterpolatedStringHandler]
public struct LxdPath
{
    private string? _escaped;

    /// <summary>Begins a path.</summary>
    /// <param name="literalLength">How long its literal parts are.</param>
    /// <param name="formattedCount">How many holes it has.</param>
    public LxdPath(int literalLength, int formattedCount)
    {
        // A path has so few parts that joining them beats a builder.
        _ = literalLength + formattedCount;
        _escaped = null;
    }

    /// <summary>Appends a literal part.</summary>
    /// <param name="value">The part, which is not escaped.</param>
    public void AppendLiteral(string value) => _escaped += value;

    /// <summary>Appends a segment.</summary>
    /// <param name="value">The segment, not escaped yet.</param>
    /// <param name="name">What it is, for the exception.</param>
    /// <exception cref="ArgumentNullException">The segment is null.</exception>
    /// <exception cref="ArgumentException">The segment is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    public void AppendFormatted(string value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        LxdName.ThrowIfNoSegment(value, name);
        _escaped += Uri.EscapeDataString(value);
    }

    /// <summary>The escaped path.</summary>
    /// <returns>The path, such as <c>/1.0/storage-pools/h%C3%A4%20b</c>.</returns>
    public override readonly string ToString() => _escaped ?? string.Empty;
}
