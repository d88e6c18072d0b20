using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LxdGen;

/// <summary>What a client proves its identity with to a server over HTTPS: a client certificate with its key, or a bearer token.</summary>
/// <remarks>
/// Immutable and thread-safe; any number of clients may share one. Neither the key nor the token is ever logged, put into
/// an exception or shown by <see cref="ToString"/>.
/// </remarks>
public sealed class LxdCredential
{
    private LxdCredential(X509Certificate2? certificate, string? token)
    {
        Certificate = certificate;
        Token = token;
    }

    internal X509Certificate2? Certificate { get; }

    internal string? Token { get; }

    /// <summary>The SHA-256 of the client certificate as LXD shows it, 64 hexadecimal digits; null for a token.</summary>
    public string? Fingerprint => Certificate is null ? null : LxdGen.Raw.Fingerprint.Of(Certificate);

    /// <summary>A client certificate.</summary>
    /// <param name="certificate">The certificate with its private key. It must not be disposed of before the clients that use it.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static LxdCredential FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.HasPrivateKey
            ? new LxdCredential(certificate, null)
            : throw new ArgumentException("The client certificate has no private key, so it proves nothing. Load it together with its key.", nameof(certificate));
    }

    /// <summary>A client certificate as PEM texts.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="key">Its private key.</param>
    /// <param name="password">The password of the key, null if the key is not encrypted.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">One of the two is no PEM of its kind, they do not belong together, or the password is wrong.</exception>
    public static LxdCredential FromPem(string certificate, string key, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        return Load(() => password is null ? X509Certificate2.CreateFromPem(certificate, key) : X509Certificate2.CreateFromEncryptedPem(certificate, key, password), nameof(certificate), "the given texts");
    }

    /// <summary>A client certificate in PEM files, such as <c>client.crt</c> and <c>client.key</c> of the <c>lxc</c> program. They are read at once.</summary>
    /// <param name="certificatePath">The path of the certificate.</param>
    /// <param name="keyPath">The path of its private key.</param>
    /// <param name="password">The password of the key, null if the key is not encrypted.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="ArgumentException">One of the two is no PEM of its kind, they do not belong together, or the password is wrong.</exception>
    public static LxdCredential FromPemFiles(string certificatePath, string keyPath, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(certificatePath);
        ArgumentNullException.ThrowIfNull(keyPath);
        var (certificate, key) = (File.ReadAllText(certificatePath), File.ReadAllText(keyPath));
        return Load(() => FromPem(certificate, key, password).Certificate!, nameof(certificatePath), $"{certificatePath} and {keyPath}");
    }

    /// <summary>A client certificate in a PFX (PKCS #12) file. It is read at once.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="password">Its password, null for none.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ArgumentException">It is no PFX with a private key, or the password is wrong.</exception>
    public static LxdCredential FromPfxFile(string path, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = File.ReadAllBytes(path);
        return FromCertificate(Load(() => X509CertificateLoader.LoadPkcs12(file, password), nameof(path), path).Certificate!);
    }

    /// <summary>A bearer token, for servers that take one.</summary>
    /// <param name="token">The token, without the word Bearer.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, or has a character that no header may have.</exception>
    public static LxdCredential FromToken(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return token.All(character => character is > ' ' and <= '~')
            ? new LxdCredential(null, token)
            : throw new ArgumentException("A token has only printable ASCII characters, and no space.", nameof(token));
    }

    /// <summary>The kind of credential and the fingerprint of the certificate.</summary>
    /// <returns>A text for people, without a secret.</returns>
    public override string ToString() => Certificate is null ? "a bearer token" : $"the client certificate {Fingerprint}";

    private static LxdCredential Load(Func<X509Certificate2> load, string paramName, string source)
    {
        try
        {
            return new LxdCredential(load(), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ArgumentException($"There is no client certificate with its private key in {source}: {e.GetBaseException().Message}", paramName, e);
        }
    }
}
