namespace LxdGen.Conformance.Differential;

/// <summary>One request of a walk.</summary>
/// <param name="Client">Which of the two clients sends it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, as sent. <c>{op}</c> in it is the operation that was begun last.</param>
/// <param name="Body">The body; null for none. <c>{dir}</c> in it is the server's directory.</param>
/// <param name="Match">Which ETag goes along.</param>
internal sealed record Step(int Client, string Method, string Path, string? Body = null, Match Match = Match.None)
{
    /// <summary>What the body is said to be.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>A file that is sent instead of a body.</summary>
    public Upload Upload { get; init; }

    /// <summary>A header that goes along, none if null.</summary>
    public (string Name, string Value)? Header { get; init; }

    public override string ToString() => string.Concat(
        $"client {Client}: {Method} {Path}",
        Match == Match.None ? "" : $" If-Match: {Match}",
        ContentType == "application/json" ? "" : $" Content-Type: {ContentType}",
        Header is var (name, value) ? $" {name}: {value}" : "",
        Upload == Upload.None ? "" : $" <{Upload}>",
        Body is null ? "" : $" {Body}");
}

/// <summary>Which ETag is sent as If-Match: none, the one that this client last saw there, how a client might write that one, or one that never was.</summary>
internal enum Match
{
    None,
    LastSeen,
    Never,
    Unquoted,
    HalfQuoted,
    Weak,
    List,
    UpperCase,
    Star,
    EmptyQuotes,
}

/// <summary>Which file is sent to be imported: what was exported last, a fixed archive, or what is none.</summary>
internal enum Upload
{
    None,
    Exported,
    Plain,
    Packed,
    WithSnapshot,
    Block,
    Optimized,
    WithoutIndex,
    EmptyIndex,
    IndexWithoutConfig,
    Empty,
    Garbage,
}
