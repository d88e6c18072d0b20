using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;

namespace LxdGen.Package.Tests;

/// <summary>The packages do not tell where they were made.</summary>
public sealed class BuildPathTests(PackedFeed feed)
{
    // The kind of debug information that holds a source file, from the specification of portable PDBs.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public async Task No_file_names_a_path_of_the_machine()
    {
        await feed.RequireAsync();
        string[] paths = [feed.Root, Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile).TrimEnd('/') + "/"];

        foreach (var (file, bytes) in feed.All.SelectMany(Files))
        {
            foreach (var path in paths.Where(path => path.Length > 1))
            {
                Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(path)) >= 0, $"{file} has {path}.");
                Assert.False(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(path)) >= 0, $"{file} has {path} in UTF-16.");
            }
        }
    }

    [Fact]
    public async Task What_was_generated_is_in_the_symbols()
    {
        var symbols = await feed.OpenAsync(PackedFeed.Sdk, "snupkg");

        Assert.Contains(Files(symbols.Path), file => file.Name.EndsWith("LxdSchema.g.cs", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            yield return (entry.FullName, content.ToArray());
            if (!entry.Name.EndsWith(".pdb", StringComparison.Ordinal))
                continue;
            foreach (var source in SourcesIn(content.ToArray()))
                yield return source;
        }
    }

    private static List<(string Name, byte[] Bytes)> SourcesIn(byte[] pdb)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        var reader = provider.GetMetadataReader();
        var embedded = from handle in reader.CustomDebugInformation
                       let information = reader.GetCustomDebugInformation(handle)
                       where reader.GetGuid(information.Kind) == EmbeddedSource
                       let document = reader.GetDocument((DocumentHandle)information.Parent)
                       select (reader.GetString(document.Name), Inflate(reader.GetBlobBytes(information.Value)));
        return [.. embedded];
    }

    /// <summary>A source is preceded by its size, which is 0 where it is not compressed.</summary>
    private static byte[] Inflate(byte[] blob)
    {
        if (BitConverter.ToInt32(blob) == 0)
            return blob[4..];
        using var inflated = new MemoryStream();
        using var deflated = new DeflateStream(new MemoryStream(blob[4..]), CompressionMode.Decompress);
        deflated.CopyTo(inflated);
        return inflated.ToArray();
    }
}
