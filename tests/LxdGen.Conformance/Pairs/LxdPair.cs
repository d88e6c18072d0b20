using System.Security.Cryptography.X509Certificates;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Two real ones.</summary>
internal sealed class LxdPair(LxdServers servers) : IServerPair
{
    public X509Certificate2 Certificate => servers.Certificate;

    public static async Task<IServerPair> RequireAsync(LxdPairFixture fixture) => new LxdPair(await fixture.RequireAsync());

    public Uri UriOf(int server) => servers.UriOf(server);

    public string FingerprintOf(int server) => servers.FingerprintOf(server);

    public string SocketPathOf(int server) => servers.Daemons[server].SocketPath;

    public Task TrustAsync(int server, X509Certificate2 certificate) => LxdServers.TrustAsync(servers.Daemons[server], certificate);

    public Task<string> WriteRandomAsync(int server, StorageVolume volume, int length, CancellationToken cancellationToken) =>
        VolumeFile.WriteRandomAsync(servers.Daemons[server], volume, length, cancellationToken);

    public Task<string> HashAsync(int server, StorageVolume volume, CancellationToken cancellationToken) =>
        VolumeFile.HashAsync(servers.Daemons[server], volume, cancellationToken);
}
