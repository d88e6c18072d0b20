using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Trust;

/// <summary>A certificate whose owner is let in.</summary>
/// <param name="Fingerprint">As LXD shows it.</param>
/// <param name="Pem">All of it.</param>
/// <param name="Name">What it is called.</param>
internal sealed record TrustedCertificate(string Fingerprint, string Pem, string Name)
{
    public const string Client = "client";
    public const string Server = "server";
    public const string Metrics = "metrics";

    public string Type { get; init; } = Client;

    /// <summary>Whether its owner may use no projects but <see cref="Projects"/>.</summary>
    public bool IsRestricted { get; init; }

    public IReadOnlyList<Project> Projects { get; init; } = [];

    /// <param name="certificate">The client's.</param>
    /// <param name="name">What to call it; empty for what it calls itself.</param>
    public static TrustedCertificate Of(X509Certificate2 certificate, string name = "") =>
        new(ServerCertificate.FingerprintOf(certificate), PemOf(certificate), name.Length > 0 ? name : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));

    public IReadOnlyList<string> ProjectNames => [.. Projects.OrderBy(project => project.Number).Select(project => project.Name)];

    public string Url => $"/1.0/certificates/{Fingerprint}";

    public string ETag => Http.ETag.OfJson(Write);

    /// <summary>Another certificate of the same owner.</summary>
    public TrustedCertificate With(X509Certificate2 certificate) => this with { Fingerprint = ServerCertificate.FingerprintOf(certificate), Pem = PemOf(certificate) };

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("type", Type);
        writer.WriteBoolean("restricted", IsRestricted);
        writer.WriteList("projects", ProjectNames);
        writer.WriteString("certificate", Pem);
        writer.WriteString("fingerprint", Fingerprint);
        writer.WriteEndObject();
    }

    private static string PemOf(X509Certificate2 certificate) => $"{certificate.ExportCertificatePem()}\n";
}
