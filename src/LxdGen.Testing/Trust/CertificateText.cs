using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Trust;

/// <summary>Reads certificates as clients send them.</summary>
internal static partial class CertificateText
{
    // What a certificate in DER begins with.
    private const byte Sequence = 0x30;

    /// <summary>Reads DER in Base64.</summary>
    public static X509Certificate2 Decode(string encoded)
    {
        try
        {
            return Load(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            throw LxdFailure.BadRequest("illegal base64 data at input byte 0");
        }
    }

    /// <summary>Reads the first PEM that there is in a text. Without any, LXD crashes.</summary>
    public static X509Certificate2 DecodePem(string text)
    {
        try
        {
            return Pem().Match(text) is { Success: true } pem ? Load(Convert.FromBase64String(pem.Groups["data"].Value)) : throw new LxdCrash();
        }
        catch (FormatException)
        {
            throw new LxdCrash();
        }
    }

    private static X509Certificate2 Load(byte[] der)
    {
        try
        {
            // .NET takes PEM for a certificate too.
            if (der is not [Sequence, ..])
                throw new CryptographicException();
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            throw LxdFailure.BadRequest("Invalid certificate material: x509: malformed certificate");
        }
    }

    [GeneratedRegex(@"(^|\n)-----BEGIN (?<kind>[^\n]*)-----[ \t\r]*\n(?<data>[^-]*)\n-----END \k<kind>-----")]
    private static partial Regex Pem();
}
