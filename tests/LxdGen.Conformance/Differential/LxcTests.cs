using LxdGen.Testing;

namespace LxdGen.Conformance.Differential;

/// <summary>LXD's own client, a program of others, on the emulator and on a real LXD: it prints the same.</summary>
public sealed class LxcTests(WalkedFixture fixture)
{
    private const string Export = "{home}/v2.tar.gz";

    // Not in the text: what takes time may be printed more than once, with how far it is.
    private static readonly string[] Commands =
    [
        "storage create p1 dir user.a=1", "storage create p2 dir", "storage create p1 dir", "storage create p3 nothing",
        "storage list", "storage list --format csv", "storage show p1", "storage get p1 user.a", "storage set p1 user.b 2", "storage set p1 bogus 2", "storage get p1 user.b", "storage unset p1 user.b", "storage show p1",
        "storage edit p1 <<< {\"description\":\"edited\",\"config\":{\"user.c\":\"3\"}}", "storage edit p1 <<< {\"config\":{\"bogus\":\"3\"}}", "storage edit p1 <<< [", "storage show p1", "storage info p1", "storage info nope",
        "storage volume create p1 v1", "storage volume create p1 v1", "storage volume create p1 v2 user.x=y", "storage volume create nope v1", "storage volume create p1 b1 --type block size=8MiB",
        "storage volume list p1", "storage volume list p1 --format json", "storage volume show p1 v1", "storage volume show p1 nope",
        "storage volume set p1 v1 user.k w", "storage volume get p1 v1 user.k", "storage volume unset p1 v1 user.k", "storage volume set p1 v1 bogus 1",
        "storage volume edit p1 v1 <<< {\"description\":\"edited\",\"config\":{\"user.c\":\"3\"}}", "storage volume show p1 v1", "storage volume edit p1 nope <<< {}",
        "storage volume snapshot p1 v1 s0", "storage volume snapshot p1 v1", "storage volume snapshot p1 v1 s0", "storage volume list p1", "storage volume info p1 v1", "storage volume show p1 v1/s0",
        "storage volume restore p1 v1 s0", "storage volume restore p1 v1 nope", "storage volume rename p1 v1/s0 v1/s1", "storage volume delete p1 v1/s1",
        "storage volume copy p1/v1 p1/c1", "storage volume copy p1/v1 p2/c2", "storage volume copy p1/nope p2/c3", "storage volume move p1/c1 p2/c1", "storage volume move p2/c1 p2/c4", "storage volume rename p1 v1 v9", "storage volume rename p1 v9 v2",
        $"storage volume export p1 v2 {Export}", $"storage volume import p2 {Export} i1", $"storage volume import p2 {Export} i1", "storage volume list p2",
        "storage delete p1", "storage volume delete p1 v9", "storage volume delete p1 v2", "storage volume delete p1 b1", "storage delete p1", "storage show p1",
        "storage volume delete p2 c2", "storage volume delete p2 c4", "storage volume delete p2 i1", "storage delete p2", "storage list",
    ];

    [Fact]
    public async Task The_lxc_client_prints_the_same_on_both()
    {
        var daemon = await fixture.RequireAsync();
        // With the same directory, so that what it prints of sources is the same.
        var directory = Directory.CreateTempSubdirectory("lxd-").FullName;
        try
        {
            await using var emulated = await LxdEmulator.StartAsync(new() { SocketPath = Path.Combine(directory, "unix.socket"), Directory = daemon.Directory }, TestContext.Current.CancellationToken);
            using (var walked = new Server("LXD", daemon.SocketPath, daemon.Directory))
                await walked.ClearAsync();
            var theirs = await RunAllAsync(daemon.Directory, directory);
            Assert.Contains("exit 0", theirs[0], StringComparison.Ordinal);
            Lxc.AssertSame(theirs, await RunAllAsync(directory, directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Task<IReadOnlyList<string>> RunAllAsync(string lxdDirectory, string home)
    {
        File.Delete(Export.Replace("{home}", home, StringComparison.Ordinal));
        return Lxc.RunAllAsync(Commands, lxdDirectory, home);
    }
}
