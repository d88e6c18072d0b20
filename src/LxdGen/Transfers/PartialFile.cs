using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>The file that an export is written to until it is whole. It lies beside its target and tells by its name which backup it is of.</summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly string _target;

    /// <summary>Writes a backup to a file.</summary>
    /// <param name="target">The file.</param>
    /// <param name="address">Where on which server the backup is.</param>
    /// <param name="file">The backup's file as the server tells of it.</param>
    /// <param name="copy">Copies what is missing, from a position on.</param>
    /// <param name="keep">Whether what was written before a failure is of use later.</param>
    public static async Task WriteAsync(string target, string address, LxdDownload file, Func<Stream, long, Task> copy, bool keep)
    {
        var partial = Open(target, address, file);
        await using (partial.ConfigureAwait(false))
        {
            try
            {
                // What is there already need not come again.
                if (partial.Stream.Length > 0)
                    await file.DisposeAsync().ConfigureAwait(false);
                await copy(partial.Stream, partial.Stream.Length).ConfigureAwait(false);
                await partial.CompleteAsync().ConfigureAwait(false);
            }
            catch when (!keep)
            {
                File.Delete(partial.Path);
                throw;
            }
            catch (LxdException e)
            {
                e.Add(partial.Note);
                throw;
            }
            catch (IOException e)
            {
                throw new IOException($"{partial.Path} cannot be written: {e.Message} {partial.Note}", e);
            }
        }
    }

    /// <summary>Refuses what no file can be written to.</summary>
    public static void ThrowIfNoFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new ArgumentException($"{path} is a folder. Name the file that is to be written.", nameof(path));
    }

    private string Note => $"What has come is kept in {Path}; the same export goes on from there.";

    private PartialFile(string target, string path, FileStream stream)
    {
        _target = target;
        Path = path;
        Stream = stream;
    }

    private string Path { get; }

    private FileStream Stream { get; }

    // What an earlier export of the same file has left, else a new one.
    private static PartialFile Open(string target, string address, LxdDownload file)
    {
        // Without these, another backup of the same name could not be told from this one.
        var isKnown = file is { TotalLength: not null, LastModified: not null };
        var path = isKnown ? $"{target}.{Tag(address, file)}.partial" : $"{target}.partial";
        var stream = new FileStream(path, isKnown ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        if (stream.Length > file.TotalLength)
            stream.SetLength(0);
        stream.Seek(0, SeekOrigin.End);
        return new PartialFile(target, path, stream);
    }

    private async Task CompleteAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        File.Move(Path, _target, overwrite: true);
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private static string Tag(string address, LxdDownload file)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{address} {file.TotalLength} {file.LastModified!.Value.ToUnixTimeSeconds()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
