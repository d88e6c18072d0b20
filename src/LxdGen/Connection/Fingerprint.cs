using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LxdGen.Raw;

/// <summary>The SHA-256 of a certificate's DER, written as LXD writes it.</summary>
internal static class Fingerprint
{
    private const int Length = 2 * SHA256.HashSizeInBytes;

    public static string Of(X509Certificate certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));

    /// <summary>Takes upper case and the colons that other programs print.</summary>
    /// <exception cref="ArgumentException">It is no whole SHA-256.</exception>
    public static string Parse(string text, string paramName)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits.Length == Length && digits.All(char.IsAsciiHexDigit)
            ? digits
            : throw new ArgumentException($"'{Excerpt.OneLine(text, 2 * Length)}' is no SHA-256 fingerprint: that has {Length} hexadecimal digits.", paramName);
    }
}
