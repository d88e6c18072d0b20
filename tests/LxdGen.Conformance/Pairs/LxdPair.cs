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

    public Task WriteAsync(int server, string pool, string volume, string file, byte[] contents) => File.WriteAllBytesAsync(PathOf(server, pool, volume, file), contents);

    public async Task<byte[]?> ReadAsync(int server, string pool, string volume, string file) =>
        PathOf(server, pool, volume, file) is var path && File.Exists(path) ? await File.ReadAllBytesAsync(path) : null;

    private string PathOf(int server, string pool, string volume, string file) =>
        $"{servers.Daemons[server].MountedDirectory}/storage-pools/{pool}/custom/default_{volume}/{file}";
}
