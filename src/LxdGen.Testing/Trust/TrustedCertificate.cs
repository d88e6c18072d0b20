using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Trust;

/// <summary>A certificate whose owner may do all.</summary>
internal sealed record TrustedCertificate(string Name, X509Certificate2 Certificate)
{
    /// <param name="certificate">The client's.</param>
    /// <param name="name">What to call it; empty for what it calls itself.</param>
    public static TrustedCertificate Of(X509Certificate2 certificate, string name = "") =>
        new(name.Length > 0 ? name : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate);

    public string Fingerprint { get; } = ServerCertificate.FingerprintOf(Certificate);

    public string Url => $"/1.0/certificates/{Fingerprint}";

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("type", "client");
        writer.WriteBoolean("restricted", false);
        writer.WriteList("projects", []);
        writer.WriteString("certificate", $"{Certificate.ExportCertificatePem()}\n");
        writer.WriteString("fingerprint", Fingerprint);
        writer.WriteEndObject();
    }
}
