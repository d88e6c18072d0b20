using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

internal static class Clients
{
    /// <summary>A client over HTTPS that knows the server by its fingerprint, and whom the server trusts.</summary>
    public static LxdClient Connect(this IServerPair servers, int index = 0) =>
        servers.ConnectAs(LxdCredential.FromCertificate(servers.Certificate), index);

    public static LxdClient ConnectAs(this IServerPair servers, LxdCredential credential, int index = 0) =>
        LxdClient.Connect(servers.UriOf(index), credential, new LxdClientOptions { ServerFingerprint = servers.FingerprintOf(index) });

    public static LxdClient Connect(this LxdServers servers, int index = 0) =>
        servers.ConnectAs(LxdCredential.FromCertificate(servers.Certificate), index);

    public static LxdClient ConnectAs(this LxdServers servers, LxdCredential credential, int index = 0) =>
        LxdClient.Connect(servers.UriOf(index), credential, new LxdClientOptions { ServerFingerprint = servers.FingerprintOf(index) });
}
