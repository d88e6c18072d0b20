using System.Collections.Immutable;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>Between the btrfs pools of two emulators: all that is there, without a word from the other side, as btrfs does.</summary>
internal sealed class TreeTransport(VolumeStream stream) : IVolumeTransport
{
    public async Task SendAsync(VolumePart part, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CopyFromAsync(FileArchive.Write(part.Folder.Files), cancellationToken).ConfigureAwait(false);
            await stream.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure)
        {
            // A source that has sent all before is told so.
            throw MigrationLink.Closed;
        }
    }

    public async Task<ImmutableSortedDictionary<string, byte[]>> ReceiveAsync(string path, CancellationToken cancellationToken) =>
        FileArchive.Read(new MemoryStream(await stream.ReadAllAsync(cancellationToken).ConfigureAwait(false)));
}
