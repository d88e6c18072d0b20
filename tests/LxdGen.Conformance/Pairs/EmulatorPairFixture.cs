using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance;

/// <summary>Shares two emulators.</summary>
public sealed class EmulatorPairFixture : IServerPair, IAsyncLifetime
{
    private readonly List<LxdEmulator> _emulators = [];
    private readonly List<string> _directories = [];

    public X509Certificate2 Certificate { get; } = LxdServers.NewCertificate();

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            _directories.Add(Directory.CreateTempSubdirectory("lxd-").FullName);
            _emulators.Add(await LxdEmulator.StartAsync(new() { SocketPath = Path.Combine(_directories[i], "unix.socket"), HttpsPort = 0, TimeProvider = new HurriedClock() }));
            _emulators[i].Trust(Certificate);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in _emulators)
            await emulator.DisposeAsync();
        _directories.ForEach(directory => Directory.Delete(directory, recursive: true));
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

    public Task<string> WriteRandomAsync(int server, StorageVolume volume, int length, CancellationToken cancellationToken) =>
        Task.FromResult(EmulatedFile.WriteRandom(_emulators[server], volume, length));

    public Task<string> HashAsync(int server, StorageVolume volume, CancellationToken cancellationToken) =>
        Task.FromResult(EmulatedFile.Hash(_emulators[server], volume));

    public Task WriteAsync(int server, string pool, string volume, string file, byte[] contents)
    {
        _emulators[server].WriteFile(pool, volume, file, contents);
        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadAsync(int server, string pool, string volume, string file)
    {
        try
        {
            return Task.FromResult<byte[]?>(_emulators[server].ReadFile(pool, volume, file));
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult<byte[]?>(null);
        }
    }
}
