using System.Collections.Immutable;

namespace LxdGen.Testing.Migration;

/// <summary>A way in which servers send each other what is in a volume.</summary>
internal interface IVolumeTransport
{
    Task SendAsync(VolumePart part, CancellationToken cancellationToken);

    /// <param name="path">Where a real server would put it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ImmutableSortedDictionary<string, byte[]>> ReceiveAsync(string path, CancellationToken cancellationToken);
}
