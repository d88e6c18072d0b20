using LxdGen.Testing;

namespace LxdGen.Conformance;

/// <summary>Shares one emulator that stands for all members of a cluster.</summary>
public sealed class EmulatedClusterFixture : ITestCluster, IAsyncLifetime
{
    private readonly LxdEmulatorOptions _options = new() { Members = ["n1", "n2", "n3"], HttpsPort = 0 };
    private LxdEmulator? _emulator;

    private LxdEmulator Emulator => _emulator ?? throw new InvalidOperationException("No emulator.");

    public async ValueTask InitializeAsync() => _emulator = await LxdEmulator.StartAsync(_options);

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
            await _emulator.DisposeAsync();
    }

    public Task ReadyAsync() => Task.CompletedTask;

    public LxdClient Connect(int index = 0) => Emulator.Connect();

    public string DirectoryOf(string member) => _options.Directory;

    public Task<string> WriteRandomAsync(string member, StorageVolume volume, int length, CancellationToken cancellationToken) =>
        Task.FromResult(EmulatedFile.WriteRandom(Emulator, volume, length, member));

    public Task<string> HashAsync(string member, StorageVolume volume, CancellationToken cancellationToken) =>
        Task.FromResult(EmulatedFile.Hash(Emulator, volume, member));

    public bool Holds(string member, StorageVolume volume)
    {
        try
        {
            Emulator.WriteFile(volume.Pool.Name, volume.Name, "found", [], member: member);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
