namespace LxdGen.Conformance;

/// <summary>A cluster of the members <c>n1</c>, <c>n2</c> and <c>n3</c> that tests share: a real one, or the emulator that is to answer as it does.</summary>
public interface ITestCluster
{
    /// <summary>Ends when it can be asked. Skips the calling test where it cannot run.</summary>
    Task ReadyAsync();

    /// <summary>A client of its own, as another process would have it.</summary>
    /// <param name="index">The member that is asked, counted from 0. One that stands for all is asked in its place.</param>
    LxdClient Connect(int index = 0);

    /// <summary>Where a member says that its pools are.</summary>
    string DirectoryOf(string member);

    /// <summary>Whether a member has the volume, and does not only say so.</summary>
    bool Holds(string member, StorageVolume volume);

    /// <summary>Fills a file in a member's volume with so many random bytes, and returns their SHA-256.</summary>
    Task<string> WriteRandomAsync(string member, StorageVolume volume, int length, CancellationToken cancellationToken);

    Task<string> HashAsync(string member, StorageVolume volume, CancellationToken cancellationToken);
}
