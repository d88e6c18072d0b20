using System.Security.Cryptography.X509Certificates;

namespace LxdGen.Conformance;

/// <summary>Two servers on HTTPS that know nothing of each other, and the files in their volumes.</summary>
public interface IServerPair
{
    /// <summary>The client certificate that both trust, with its key.</summary>
    X509Certificate2 Certificate { get; }

    Uri UriOf(int server);

    string FingerprintOf(int server);

    string SocketPathOf(int server);

    /// <summary>Lets a client certificate in.</summary>
    Task TrustAsync(int server, X509Certificate2 certificate);

    /// <summary>Fills a file in a custom volume with so many random bytes, and returns their SHA-256.</summary>
    Task<string> WriteRandomAsync(int server, StorageVolume volume, int length, CancellationToken cancellationToken);

    Task<string> HashAsync(int server, StorageVolume volume, CancellationToken cancellationToken);

    /// <summary>Writes a file of a custom volume past its API.</summary>
    Task WriteAsync(int server, string pool, string volume, string file, byte[] contents);

    /// <summary>Reads one; null where there is none.</summary>
    Task<byte[]?> ReadAsync(int server, string pool, string volume, string file);
}
