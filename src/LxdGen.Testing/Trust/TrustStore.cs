using LxdGen.Testing.Http;

namespace LxdGen.Testing.Trust;

/// <summary>The certificates that the server trusts.</summary>
internal sealed class TrustStore
{
    private readonly SortedDictionary<string, TrustedCertificate> _all = new(StringComparer.Ordinal);

    public IEnumerable<TrustedCertificate> All => _all.Values;

    public bool Has(string fingerprint) => _all.ContainsKey(fingerprint);

    public void Add(TrustedCertificate certificate)
    {
        if (!_all.TryAdd(certificate.Fingerprint, certificate))
            throw LxdFailure.Conflict("Certificate already in trust store");
    }

    /// <param name="fingerprint">The whole of it, or its beginning.</param>
    public TrustedCertificate Get(string fingerprint) =>
        _all.Values.Where(certificate => certificate.Fingerprint.StartsWith(fingerprint, StringComparison.Ordinal)).ToList() switch
        {
            [var only] => only,
            [] => throw LxdFailure.NotFound("Certificate not found"),
            _ => throw LxdFailure.NotEmulated("the beginning of more than one fingerprint"),
        };

    public void Remove(TrustedCertificate certificate) => _all.Remove(certificate.Fingerprint);
}
