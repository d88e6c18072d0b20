namespace LxdGen.Conformance.Differential;

/// <summary>What a server answered, without what differs between any two servers.</summary>
/// <param name="Status">The HTTP status; 0 where it closed the connection.</param>
/// <param name="Body">The normalised body.</param>
internal sealed record Answer(int Status, string Body)
{
    /// <summary>The ETag; null for none.</summary>
    public string? ETag { get; init; }

    /// <summary>The other headers that mean something, normalised.</summary>
    public string Headers { get; init; } = "";

    /// <summary>How the operation ended that it began, normalised; null if it began none.</summary>
    public string? End { get; init; }

    public override string ToString() => $"{Status} {Body}{(Headers.Length == 0 ? "" : $" {Headers}")}{(ETag is null ? "" : $" ETag: {ETag}")}{(End is null ? "" : $"\n      ends: {End}")}";
}
