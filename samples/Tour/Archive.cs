using System.Formats.Tar;

namespace Tour;

/// <summary>Files in the archive of a volume. An import of one is how LXD lets files in where no instance runs.</summary>
internal static class Archive
{
    private const string Files = "backup/volume/";

    /// <summary>Writes the archive with one file more, of noise, since zeros would be packed away.</summary>
    public static async Task AddFileAsync(byte[] archive, string path, string name, int length)
    {
        await using var reader = new TarReader(new MemoryStream(archive));
        await using var writer = new TarWriter(File.Create(path));
        while (await reader.GetNextEntryAsync() is { } entry)
            await writer.WriteEntryAsync(entry);
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Files + name) { DataStream = new MemoryStream(noise) });
    }

    public static async Task<IReadOnlyList<string>> FilesAsync(string path)
    {
        await using var reader = new TarReader(File.OpenRead(path));
        var names = new List<string>();
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType == TarEntryType.RegularFile && entry.Name.StartsWith(Files, StringComparison.Ordinal))
                names.Add(entry.Name[Files.Length..]);
        }

        return names;
    }
}
