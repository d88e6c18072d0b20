using System.Security.Cryptography.X509Certificates;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>An emulator and a real one, in either order.</summary>
internal sealed class MixedPair(X509Certificate2 certificate, IServerPair first, IServerPair second) : IServerPair
{
    public X509Certificate2 Certificate => certificate;

    public static async Task<IServerPair> RequireAsync(LxdPairFixture fixture, EmulatorPairFixture emulators, bool isEmulatorFirst) =>
        await MakeAsync(await LxdPair.RequireAsync(fixture), emulators, isEmulatorFirst);

    public static async Task<IServerPair> MakeAsync(IServerPair real, EmulatorPairFixture emulators, bool isEmulatorFirst)
    {
        await emulators.TrustAsync(isEmulatorFirst ? 0 : 1, real.Certificate);
        return isEmulatorFirst ? new MixedPair(real.Certificate, emulators, real) : new MixedPair(real.Certificate, real, emulators);
    }

    public Uri UriOf(int server) => Of(server).UriOf(server);

    public string FingerprintOf(int server) => Of(server).FingerprintOf(server);

    public string SocketPathOf(int server) => Of(server).SocketPathOf(server);

    public Task TrustAsync(int server, X509Certificate2 certificate) => Of(server).TrustAsync(server, certificate);

    public Task<string> WriteRandomAsync(int server, StorageVolume volume, int length, CancellationToken cancellationToken) =>
        Of(server).WriteRandomAsync(server, volume, length, cancellationToken);

    public Task<string> HashAsync(int server, StorageVolume volume, CancellationToken cancellationToken) => Of(server).HashAsync(server, volume, cancellationToken);

    public Task WriteAsync(int server, string pool, string volume, string file, byte[] contents) => Of(server).WriteAsync(server, pool, volume, file, contents);

    public Task<byte[]?> ReadAsync(int server, string pool, string volume, string file) => Of(server).ReadAsync(server, pool, volume, file);

    private IServerPair Of(int server) => server == 0 ? first : second;
}
