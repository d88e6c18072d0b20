namespace LxdGen.Conformance.Differential;

/// <summary>One request of a walk.</summary>
/// <param name="Client">Which of the two clients sends it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, as sent.</param>
/// <param name="Body">The body; null for none. <c>{dir}</c> in it is the server's directory.</param>
/// <param name="Match">Which ETag goes along: none, the one that this client last saw there, or one that never was.</param>
internal sealed record Step(int Client, string Method, string Path, string? Body = null, Match Match = Match.None)
{
    public override string ToString() => $"client {Client}: {Method} {Path}{(Match == Match.None ? "" : $" If-Match: {Match}")}{(Body is null ? "" : $" {Body}")}";
}

/// <summary>Which ETag is sent as If-Match.</summary>
internal enum Match
{
    None,
    LastSeen,
    Never,
}
