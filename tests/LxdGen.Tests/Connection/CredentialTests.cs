using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>The ways to load a client certificate, and what is said where there is none.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Password = "pässword";

    private readonly X509Certificate2 _own = TlsServer.NewCertificate("me");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen-");

    public void Dispose()
    {
        _own.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_certificate_can_come_from_texts_and_files()
    {
        await using var server = await TlsServer.StartAsync();
        var encrypted = Key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        LxdCredential[] credentials =
        [
            LxdCredential.FromPem(Pem, KeyPem),
            LxdCredential.FromPem(Pem, encrypted, Password),
            LxdCredential.FromPemFiles(File("client.crt", Pem), File("client.key", KeyPem)),
            LxdCredential.FromPfxFile(Pfx(null)),
            LxdCredential.FromPfxFile(Pfx(Password), Password),
        ];

        foreach (var credential in credentials)
        {
            using var client = server.Connect(credential);
            await client.StoragePools.GetAsync("p1", Ct);
        }

        Assert.Equal(credentials.Length, server.Calls.Count);
        Assert.All(server.Calls, call => Assert.Equal(TlsServer.FingerprintOf(_own), call.Certificate));
        Assert.All(credentials, credential => Assert.Equal($"the client certificate {TlsServer.FingerprintOf(_own).ToLowerInvariant()}", credential.ToString()));
    }

    [Fact]
    public void What_proves_nothing_is_refused()
    {
        using var keyless = X509CertificateLoader.LoadCertificate(_own.RawData);
        using var other = ECDsa.Create();
        Refused(() => LxdCredential.FromCertificate(keyless));
        Refused(() => LxdCredential.FromPem(Pem, Pem));
        Refused(() => LxdCredential.FromPem("", KeyPem));
        Refused(() => LxdCredential.FromPem(Pem, other.ExportPkcs8PrivateKeyPem()));
        Refused(() => LxdCredential.FromPem(Pem, KeyPem, Password));
        Refused(() => LxdCredential.FromPemFiles(File("empty", ""), File("client.key", KeyPem)));
        Refused(() => LxdCredential.FromPfxFile(Pfx(Password), "another"));
        Refused(() => LxdCredential.FromPfxFile(File("no.pfx", Pem)));
        Refused(() => LxdCredential.FromToken(""));
        Refused(() => LxdCredential.FromToken("two words"));
        Assert.Throws<FileNotFoundException>(() => LxdCredential.FromPemFiles("/no/such.crt".Replace("/no", _folder.FullName, StringComparison.Ordinal), File("client.key", KeyPem)));
    }

    private string Pem => _own.ExportCertificatePem();

    private ECDsa Key => _own.GetECDsaPrivateKey()!;

    private string KeyPem => Key.ExportPkcs8PrivateKeyPem();

    private static void Refused(Func<LxdCredential> load)
    {
        var e = Assert.ThrowsAny<ArgumentException>(load);
        Assert.DoesNotContain(Password, $"{e}", StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY-----", $"{e}", StringComparison.Ordinal);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private string Pfx(string? password)
    {
        var path = Path.Combine(_folder.FullName, $"{password is null}.pfx");
        System.IO.File.WriteAllBytes(path, _own.Export(X509ContentType.Pkcs12, password));
        return path;
    }
}
