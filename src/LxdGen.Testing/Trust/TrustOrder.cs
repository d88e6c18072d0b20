using System.Text.Json;
using LxdGen.Testing.Api;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Trust;

/// <summary>Which certificate is to be trusted, as what, and for what.</summary>
/// <param name="Name">What to call it; empty for what it calls itself.</param>
/// <param name="Type">What its owner is.</param>
/// <param name="IsRestricted">Whether its owner may use no projects but these.</param>
/// <param name="Projects">The names of projects.</param>
internal sealed record TrustOrder(string Name, string Type, bool IsRestricted, IReadOnlyList<string> Projects)
{
    /// <summary>What came with it, to be told again.</summary>
    public string Password { get; init; } = "";

    /// <summary>The DER of the certificate in Base64; empty for the one that the client has shown.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Whether a token is wanted instead, by which somebody else will be let in.</summary>
    public bool IsForToken { get; init; }

    public static TrustOrder Read(Call call)
    {
        var body = call.Body(Shapes.CertificatesPost);
        return new TrustOrder(body.Text("name") ?? "", body.Text("type") ?? "", body.Flag("restricted"), Names(body.List("projects")))
        {
            Password = body.Text("password") is { Length: > 0 } password ? password : call.Server.Profile.Has("explicit_trust_token") ? body.Text("trust_token") ?? "" : "",
            Certificate = body.Text("certificate") ?? "",
            IsForToken = body.Flag("token"),
        };
    }

    public static IReadOnlyList<string> Names(IReadOnlyList<string?>? sent) => [.. (sent ?? []).Select(name => name ?? "")];

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("type", Type);
        writer.WriteBoolean("restricted", IsRestricted);
        writer.WriteList("projects", Projects);
        writer.WriteString("certificate", Certificate);
        writer.WriteString("password", Password);
        writer.WriteBoolean("token", IsForToken);
        writer.WriteEndObject();
    }
}
