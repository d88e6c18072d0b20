namespace LxdGen.Tests.Fakes;

/// <summary>A request as it stood on the wire: the target is neither decoded nor normalised.</summary>
internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Line => $"{Method} {Target}";

    public string? IfMatch => Headers.GetValueOrDefault("If-Match");

    public override string ToString() => $"{Line} {Body}";
}
