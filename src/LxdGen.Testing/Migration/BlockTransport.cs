using System.Collections.Immutable;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>The bytes of a block device, one after the other. The zeros at its end are sent to real servers only.</summary>
internal sealed class BlockTransport(VolumeStream stream, bool isPadded) : IVolumeTransport
{
    private static readonly byte[] Zeros = new byte[32 * 1024];

    public async Task SendAsync(VolumePart part, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = part.Folder.Files.GetValueOrDefault(DiskImage.Name, []);
            await stream.CopyFromAsync(new MemoryStream(bytes), cancellationToken).ConfigureAwait(false);
            for (var rest = isPadded ? (part.Folder.ImageSize ?? 0) - bytes.Length : 0; rest > 0; rest -= Zeros.Length)
                await stream.WriteAsync(Zeros.AsMemory(0, (int)Math.Min(rest, Zeros.Length)), cancellationToken).ConfigureAwait(false);
            await stream.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure)
        {
            throw LxdFailure.Internal($"Error copying \"{part.Path}{DiskImage.Name}\" to migration connection: write: broken pipe");
        }
    }

    public async Task<ImmutableSortedDictionary<string, byte[]>> ReceiveAsync(string path, CancellationToken cancellationToken)
    {
        using var disk = new MemoryStream();
        var buffer = new byte[Zeros.Length];
        long zeros = 0;
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (buffer.AsSpan(0, count).IndexOfAnyExcept((byte)0) < 0)
            {
                zeros += count;
                continue;
            }

            Append(disk, zeros, buffer.AsSpan(0, count), path);
            zeros = 0;
        }

        return ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal).Add(DiskImage.Name, disk.ToArray());
    }

    private static void Append(MemoryStream disk, long zeros, ReadOnlySpan<byte> bytes, string path)
    {
        if (disk.Length + zeros + bytes.Length > Array.MaxLength)
            throw LxdFailure.Internal($"Error copying from migration connection to \"{path}{DiskImage.Name}\": write {path}{DiskImage.Name}: no space left on device");
        disk.SetLength(disk.Length + zeros);
        disk.Position = disk.Length;
        disk.Write(bytes);
    }
}
