using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential;

/// <summary>LXD's own client, between two emulators and between two real servers: it prints the same.</summary>
public sealed class LxcRemoteTests(LxdPairFixture real, EmulatorPairFixture emulated)
{
    private static readonly string[] Commands =
    [
        "storage create p1 dir", "storage create other:p2 dir", "storage volume create p1 v1 user.a=1", "storage volume snapshot p1 v1 s0",
        "storage volume copy p1/v1 other:p2/pulled --mode pull", "storage volume copy p1/v1 other:p2/pushed --mode push", "storage volume copy p1/v1 other:p2/relayed --mode relay",
        "storage volume list other:p2", "storage volume show other:p2 relayed", "storage volume show other:p2 pulled/s0",
        "storage volume copy p1/v1 other:p2/alone --volume-only", "storage volume info other:p2 alone",
        "storage volume copy p1/v1 other:p2/pulled", "storage volume copy p1/nope other:p2/x", "storage volume copy p1/v1 other:nope/x",
        "storage volume snapshot p1 v1 s1", "storage volume copy p1/v1 other:p2/pulled --refresh", "storage volume list other:p2 --format csv",
        "storage volume copy other:p2/pushed p1/back", "storage volume show p1 back", "storage volume move other:p2/pushed p1/moved", "storage volume list p1", "storage volume list other:p2",
        "storage volume move p1/back other:p2/back --mode relay", "storage volume delete other:p2 back", "storage volume delete other:p2 pulled", "storage volume delete other:p2 relayed", "storage volume delete other:p2 alone",
        "storage volume delete p1 v1", "storage volume delete p1 moved", "storage delete p1", "storage delete other:p2", "storage list other:",
    ];

    private static readonly string[] OfConfig =
    [
        "storage list byword:", "config set byword: core.shutdown_timeout 7", "config set byword: core.shutdown_timeout x", "config set byword: core.bogus 1", "config set byword: core.proxy_http=a user.x=b", "config show byword:", "config get byword: core.shutdown_timeout",
        "config unset byword: core.proxy_http", "config unset byword: core.shutdown_timeout", "config unset byword: user.x", "config show byword:", "config show",
    ];

    [Fact]
    public async Task The_lxc_client_prints_the_same_of_two_servers()
    {
        Lxc.AssertSame(await RunAllAsync(await LxdPair.RequireAsync(real)), await RunAllAsync(emulated));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_prints_the_same_of_an_emulator_and_a_real_server(bool isEmulatorFirst)
    {
        Lxc.AssertSame(await RunAllAsync(await LxdPair.RequireAsync(real)), await RunAllAsync(await MixedPair.RequireAsync(real, emulated, isEmulatorFirst)));
    }

    [Fact]
    public async Task The_lxc_client_is_let_in_by_the_password_and_sets_the_config_of_two_servers()
    {
        Lxc.AssertSame(await RunByPasswordAsync(await LxdPair.RequireAsync(real)), await RunByPasswordAsync(emulated));
    }

    private static async Task<IReadOnlyList<string>> RunByPasswordAsync(IServerPair pair)
    {
        var home = Directory.CreateTempSubdirectory("lxc-").FullName;
        var (here, there) = (Path.GetDirectoryName(pair.SocketPathOf(0))!, Path.GetDirectoryName(pair.SocketPathOf(1))!);
        try
        {
            return
            [
                .. await Lxc.RunAllAsync(["config set core.trust_password pw", "config get core.trust_password"], there, home),
                await Lxc.RunAsync($"remote add byword {pair.UriOf(1)} --accept-certificate --password px", here, home),
                await JoinAsync($"remote add byword {pair.UriOf(1)} --accept-certificate --password pw", here, home),
                .. await Lxc.RunAllAsync(OfConfig, here, home),
                await Lxc.RunAsync("config unset core.trust_password", there, home),
            ];
        }
        finally
        {
            await ForgetAsync(pair);
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> RunAllAsync(IServerPair pair)
    {
        var home = Directory.CreateTempSubdirectory("lxc-").FullName;
        var (here, there) = (Path.GetDirectoryName(pair.SocketPathOf(0))!, Path.GetDirectoryName(pair.SocketPathOf(1))!);
        try
        {
            var token = await Lxc.LastLineAsync("config trust add --name joiner", there, home);
            return
            [
                await JoinAsync($"remote add other {token}", here, home),
                await Lxc.RunAsync($"remote add again {token}", here, home),
                .. await Lxc.RunAllAsync(Commands, here, home),
            ];
        }
        finally
        {
            await ForgetAsync(pair);
            Directory.Delete(home, recursive: true);
        }
    }

    // Two that both let nobody in would be the same too.
    private static async Task<string> JoinAsync(string command, string here, string home)
    {
        var told = await Lxc.RunAsync(command, here, home);
        Assert.Contains("exit 0", told, StringComparison.Ordinal);
        return told;
    }

    /// <summary>Removes the certificates of the clients that have joined.</summary>
    private static async Task ForgetAsync(IServerPair pair)
    {
        using var there = LxdSocket.ClientFor(pair.SocketPathOf(1));
        var certificates = System.Text.Json.Nodes.JsonNode.Parse(await there.GetStringAsync(new Uri("/1.0/certificates?recursion=1", UriKind.Relative)))!["metadata"]!.AsArray();
        foreach (var certificate in certificates.Where(certificate => $"{certificate!["name"]}" != "lxdgen"))
            await there.DeleteAsync(new Uri($"/1.0/certificates/{certificate!["fingerprint"]}", UriKind.Relative));
    }
}
