namespace LxdGen.Conformance.Differential;

/// <summary>What a server answered, without what differs between any two servers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The normalised body.</param>
/// <param name="Location">The normalised Location.</param>
/// <param name="ETag">The ETag; null for none.</param>
/// <param name="End">How the operation ended that it began, normalised; null if it began none.</param>
internal sealed record Answer(int Status, string Body, string? Location, string? ETag, string? End)
{
    public bool IsNotEmulated => Status == 501 && Body.Contains("Not emulated", StringComparison.Ordinal);

    public override string ToString() => $"{Status} {Body}{(Location is null ? "" : $" Location: {Location}")}{(ETag is null ? "" : $" ETag: {ETag}")}{(End is null ? "" : $"\n      ends: {End}")}";
}
