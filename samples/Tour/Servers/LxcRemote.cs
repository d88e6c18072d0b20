using System.Security.Cryptography.X509Certificates;
using LxdGen;

namespace Tour.Servers;

/// <summary>A server that <c>lxc</c> knows.</summary>
internal sealed class LxcRemote(string folder, string name, LxcRemoteEntry entry)
{
    public LxdClient Connect(LxdClientOptions options)
    {
        if (entry.Protocol is not (null or "" or "lxd"))
            throw new NoServerException($"{name} is a server of images (protocol {entry.Protocol}), no LXD.");
        options.Project = entry.Project is { Length: > 0 } project ? project : null;
        var address = entry.Addr ?? "";
        if (address.StartsWith("unix:", StringComparison.Ordinal))
        {
            options.SocketPath = address["unix:".Length..].TrimStart('/') is { Length: > 0 } path ? $"/{path}" : null;
            return LxdClient.ConnectLocal(options);
        }

        var serverCertificate = Path.Combine(folder, "servercerts", $"{name}.crt");
        // Without it, the authorities that the system trusts decide.
        if (File.Exists(serverCertificate))
            options.ServerCertificate = X509CertificateLoader.LoadCertificateFromFile(serverCertificate);
        return LxdClient.Connect(Address(address), Credential(), options);
    }

    private static Uri Address(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new NoServerException($"\"{address}\" is no address of the form https://host:port.");

    private LxdCredential Credential()
    {
        var (certificate, key) = (Path.Combine(folder, "client.crt"), Path.Combine(folder, "client.key"));
        if (!File.Exists(certificate) || !File.Exists(key))
            throw new NoServerException($"{certificate} and client.key beside it, by which the server would know you, are not there; lxc remote add makes them.");
        return LxdCredential.FromPemFiles(certificate, key);
    }
}

/// <summary>A server in <c>config.yml</c>.</summary>
internal sealed class LxcRemoteEntry
{
    public string? Addr { get; set; }

    public string? Protocol { get; set; }

    public string? Project { get; set; }
}
