namespace LxdGen.Conformance.Daemon;

/// <summary>A server that tests share: a real LXD, or the emulator that is to answer as it does.</summary>
public interface ITestServer
{
    string SocketPath { get; }

    /// <summary>Ends when it can be asked. Skips the calling test where it cannot run.</summary>
    Task ReadyAsync();

    /// <summary>A name for a pool that nothing else has: zpools and volume groups are known to the whole machine.</summary>
    string UniqueName(string prefix);
}
