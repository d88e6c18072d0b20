using System.Text;
using System.Text.RegularExpressions;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Trust;

/// <summary>The certificates that the server trusts.</summary>
internal sealed class TrustStore
{
    private readonly SortedDictionary<string, TrustedCertificate> _all = new(StringComparer.Ordinal);

    public IEnumerable<TrustedCertificate> All => _all.Values;

    public TrustedCertificate? Find(string fingerprint) => _all.GetValueOrDefault(fingerprint);

    public void Add(TrustedCertificate certificate) => _all.Add(certificate.Fingerprint, certificate);

    /// <param name="fingerprint">The whole of it, or its beginning. LXD leaves the search to its database, to which <c>%</c>, <c>_</c> and case are what they are in SQL.</param>
    public TrustedCertificate Get(string fingerprint)
    {
        var pattern = new Regex($"^{Pattern(fingerprint)}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
        return _all.Values.Where(certificate => pattern.IsMatch(certificate.Fingerprint)).ToList() switch
        {
            [var only] => only,
            [] => throw LxdFailure.NotFound("Certificate not found"),
            _ => throw LxdFailure.Internal("More than one certificate matches"),
        };
    }

    public void Replace(TrustedCertificate old, TrustedCertificate changed)
    {
        _all.Remove(old.Fingerprint);
        _all.Add(changed.Fingerprint, changed);
    }

    public void Remove(TrustedCertificate certificate) => _all.Remove(certificate.Fingerprint);

    /// <summary>Takes a project that is no more from those who may use it.</summary>
    public void Forget(Project project)
    {
        foreach (var certificate in _all.Values.Where(certificate => certificate.Projects.Contains(project)).ToList())
            Replace(certificate, certificate with { Projects = [.. certificate.Projects.Where(other => other != project)] });
    }

    private static string Pattern(string text) =>
        text.Aggregate(new StringBuilder(), (pattern, character) => pattern.Append(character switch { '%' => ".*", '_' => ".", _ => Regex.Escape($"{character}") })).ToString();
}
