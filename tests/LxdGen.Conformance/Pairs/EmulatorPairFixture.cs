using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance;

/// <summary>Shares two emulators.</summary>
public sealed class EmulatorPairFixture : IServerPair, IAsyncLifetime
{
    private const string FileName = "data";

    private LxdEmulator[] _emulators = [];

    public X509Certificate2 Certificate { get; } = LxdServers.NewCertificate();

    public async ValueTask InitializeAsync()
    {
        _emulators = [await StartAsync(), await StartAsync()];
        foreach (var emulator in _emulators)
            emulator.Trust(Certificate);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in _emulators)
            await emulator.DisposeAsync();
        Certificate.Dispose();
    }

    public Uri UriOf(int server) => _emulators[server].HttpsUri!;

    public string FingerprintOf(int server) => _emulators[server].Certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    public string SocketPathOf(int server) => _emulators[server].SocketPath;

    public Task TrustAsync(int server, X509Certificate2 certificate)
    {
        _emulators[server].Trust(certificate);
        return Task.CompletedTask;
    }

    public Task<string> WriteRandomAsync(int server, StorageVolume volume, int length, CancellationToken cancellationToken)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        _emulators[server].WriteFile(volume.Pool.Name, volume.Name, FileName, bytes);
        return Task.FromResult(Convert.ToHexString(SHA256.HashData(bytes)));
    }

    public Task<string> HashAsync(int server, StorageVolume volume, CancellationToken cancellationToken) =>
        Task.FromResult(Convert.ToHexString(SHA256.HashData(_emulators[server].ReadFile(volume.Pool.Name, volume.Name, FileName))));

    private static Task<LxdEmulator> StartAsync() => LxdEmulator.StartAsync(new() { HttpsPort = 0 });
}
