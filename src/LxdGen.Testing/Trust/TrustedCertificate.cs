using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Trust;

/// <summary>A certificate whose owner may do all.</summary>
internal sealed record TrustedCertificate(string Name, string Type, X509Certificate2 Certificate)
{
    /// <summary>That of a client, called as it calls itself.</summary>
    public static TrustedCertificate OfClient(X509Certificate2 certificate) => new(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), "client", certificate);

    public string Fingerprint { get; } = ServerCertificate.FingerprintOf(Certificate);

    public string Url => $"/1.0/certificates/{Fingerprint}";

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("type", Type);
        writer.WriteBoolean("restricted", false);
        writer.WriteList("projects", []);
        writer.WriteString("certificate", $"{Certificate.ExportCertificatePem()}\n");
        writer.WriteString("fingerprint", Fingerprint);
        writer.WriteEndObject();
    }
}
