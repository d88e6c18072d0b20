using System.Security.Cryptography.X509Certificates;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;
using LxdGen.Benchmarks.Volumes;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Transfers;

/// <summary>A copy of much data from one real LXD to another, through the native program.</summary>
internal static class Relay
{
    private const int PeakPause = 5;
    private const double PeakReach = 40;
    private const double Flat = 4 * 1024 * 1024;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(NativeProgram program)
    {
        var work = $"relay of {TransferSize.Name(TransferSize.Large)}";
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None(work, reason)];
        var path = program.Path;
        await using var servers = await LxdServers.StartAsync(2);
        foreach (var daemon in servers.Daemons)
        {
            using var lxd = LxdClient.ConnectLocal(new() { SocketPath = daemon.SocketPath });
            await PrivateLxd.CreatePoolAsync(lxd);
        }

        var small = await PeakAsync(path, servers, "small", TransferSize.Small);
        var large = await PeakAsync(path, servers, "large", TransferSize.Large);
        return
        [
            Finding.Amount($"{work}: peak of memory", large / 1e6, PeakReach, "MB"),
            Finding.Extra($"{work}: peak, against less", large, $"one of {TransferSize.Name(TransferSize.Small)}", small, Flat),
        ];
    }

    private static async Task<long> PeakAsync(string program, LxdServers servers, string name, long bytes)
    {
        using var source = LxdClient.ConnectLocal(new() { SocketPath = servers.Daemons[0].SocketPath });
        await TransferSize.CreateVolumeAsync(servers.Daemons[0], source.StoragePools.Handle(PrivateLxd.PoolName), name, bytes);
        using var key = servers.Certificate.GetECDsaPrivateKey()!;
        return Programs.Peak(
            new(program, ["relay", PrivateLxd.PoolName, name, $"{servers.UriOf(0)}", servers.FingerprintOf(0), $"{servers.UriOf(1)}", servers.FingerprintOf(1)])
            {
                Environment = { ["LXD_CERTIFICATE"] = servers.Certificate.ExportCertificatePem(), ["LXD_KEY"] = key.ExportPkcs8PrivateKeyPem() },
            },
            PeakPause);
    }
}
