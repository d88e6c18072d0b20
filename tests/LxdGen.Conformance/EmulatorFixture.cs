using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance;

/// <summary>Shares one emulator of the LXD that the others are.</summary>
public sealed class EmulatorFixture : ITestServer, IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("lxd-").FullName;
    private LxdEmulator? _emulator;
    private int _names;

    public string SocketPath => Path.Combine(_directory, "unix.socket");

    public async ValueTask InitializeAsync() => _emulator = await LxdEmulator.StartAsync(new() { SocketPath = SocketPath });

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
            await _emulator.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public Task ReadyAsync() => Task.CompletedTask;

    public string UniqueName(string prefix) => $"{prefix}-{Interlocked.Increment(ref _names)}";
}
