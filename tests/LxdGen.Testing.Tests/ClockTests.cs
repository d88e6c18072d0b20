using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests;

/// <summary>What passes by the emulator's clock.</summary>
public sealed class ClockTests : EmulatorTest
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task An_operation_is_forgotten_five_seconds_after_its_end()
    {
        var server = await StartAsync(configure: options => options.TimeProvider = _clock);
        var volume = await VolumeAsync(server);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Ct);
        Assert.Equal(1, await CountAsync(server));

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, await CountAsync(server));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(0, await CountAsync(server));
    }

    [Fact]
    public async Task Snapshots_and_backups_expire()
    {
        var server = await StartAsync(configure: options => options.TimeProvider = _clock);
        var tomorrow = _clock.GetUtcNow().AddDays(1);
        server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.Snapshot("short", tomorrow).Backup("brief", tomorrow))));
        var volume = await VolumeAsync(server);

        _clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(["s0", "short"], await volume.Snapshots.NamesAsync(Ct));
        Assert.Equal(["brief"], await volume.Backups.NamesAsync(Ct));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["s0"], await volume.Snapshots.NamesAsync(Ct));
        Assert.Empty(await volume.Backups.NamesAsync(Ct));
    }

    private async Task<int> CountAsync(LxdEmulator server) => (await Connect(server).Operations.AllAsync(Ct)).Count;
}
