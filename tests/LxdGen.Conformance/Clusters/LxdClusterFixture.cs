using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Shares a cluster of three members on loopback: <c>n1</c>, <c>n2</c> and <c>n3</c>.</summary>
public sealed class LxdClusterFixture() : SharedFixture<LxdServers>(() => LxdServers.StartClusterAsync(3)), ITestCluster
{
    public Task ReadyAsync() => RequireAsync();

    public LxdClient Connect(int index = 0) => Shared.Connect(index);

    public string DirectoryOf(string member) => DaemonOf(member).Directory;

    public bool Holds(string member, StorageVolume volume) => Directory.Exists(VolumeFile.DirectoryOf(DaemonOf(member), volume));

    public Task<string> WriteRandomAsync(string member, StorageVolume volume, int length, CancellationToken cancellationToken) =>
        VolumeFile.WriteRandomAsync(DaemonOf(member), volume, length, cancellationToken);

    public Task<string> HashAsync(string member, StorageVolume volume, CancellationToken cancellationToken) =>
        VolumeFile.HashAsync(DaemonOf(member), volume, cancellationToken);

    private LxdDaemon DaemonOf(string member) => Shared.Daemons[member[1] - '1'];
}
