using System.Collections.Immutable;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>Between two emulators, which need no rsync. They greet each other as its two sides do, and so find out in the same way that one speaks of a block device.</summary>
internal sealed class DirectTransport(VolumeStream stream) : IVolumeTransport
{
    private static readonly byte[] Greeting = [32, 0, 0, 0];

    public async Task SendAsync(VolumePart part, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(Greeting, cancellationToken).ConfigureAwait(false);
            if (!await IsGreetedAsync(cancellationToken).ConfigureAwait(false))
                throw RsyncFailure.OfSending(part, 12, null, RsyncFailure.Unanswered);
            await stream.CopyFromAsync(FileArchive.Write(part.Folder.Files), cancellationToken).ConfigureAwait(false);
            await stream.EndAsync(cancellationToken).ConfigureAwait(false);
            await stream.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure broken) when (MigrationLink.IsBreak(broken))
        {
            throw RsyncFailure.OfSending(part, 12, broken.Message, RsyncFailure.Unanswered);
        }
    }

    public async Task<ImmutableSortedDictionary<string, byte[]>> ReceiveAsync(string path, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Greeting, cancellationToken).ConfigureAwait(false);
        if (!await IsGreetedAsync(cancellationToken).ConfigureAwait(false))
            throw RsyncFailure.OfReceiving(path, 2, "write |1: broken pipe", RsyncFailure.Mismatch);
        var files = FileArchive.Read(new MemoryStream(await stream.ReadAllAsync(cancellationToken).ConfigureAwait(false)));
        await stream.EndAsync(cancellationToken).ConfigureAwait(false);
        return files;
    }

    private async Task<bool> IsGreetedAsync(CancellationToken cancellationToken)
    {
        var heard = new byte[Greeting.Length];
        for (var count = 0; count < heard.Length;)
        {
            if (await stream.ReadAsync(heard.AsMemory(count), cancellationToken).ConfigureAwait(false) is > 0 and var more)
                count += more;
            else
                return false;
        }

        return heard.AsSpan().SequenceEqual(Greeting);
    }
}
