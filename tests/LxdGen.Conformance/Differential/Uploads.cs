using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace LxdGen.Conformance.Differential;

/// <summary>The files that walks import.</summary>
internal static class Uploads
{
    private const string Volume = """
        volume:
            name: fixed
            type: custom
            content_type: {content}
            description: of a file
            project: default
            config: {config}
        """;

    public static byte[] Get(Upload upload, byte[] exported) => upload switch
    {
        Upload.Exported => exported,
        Upload.Plain => Tar(Index()),
        Upload.Packed => Pack(Tar(Index())),
        Upload.WithSnapshot => Tar(Index(withSnapshot: true), "backup/volume-snapshots/s0/"),
        Upload.Block => Tar(Index(content: "block"), image: "backup/volume.img"),
        Upload.Optimized => Tar(Index(optimized: "true")),
        Upload.WithoutIndex => Tar(null),
        Upload.EmptyIndex => Tar(""),
        Upload.IndexWithoutConfig => Tar("name: fixed\nbackend: dir\npool: w0\ntype: custom\n"),
        Upload.Garbage => Encoding.ASCII.GetBytes(new string('x', 2048)),
        _ => [],
    };

    private static string Index(string content = "filesystem", string optimized = "false", bool withSnapshot = false)
    {
        var index = new StringBuilder("name: fixed\nbackend: dir\npool: elsewhere\ntype: custom\n");
        index.Append($"optimized: {optimized}\noptimized_header: false\nsnapshots: {(withSnapshot ? "[s0]" : "[]")}\nconfig:\n");
        foreach (var line in Volume.Replace("{content}", content, StringComparison.Ordinal).Replace("{config}", content == "block" ? "{size: 8MiB}" : "{user.a: \"1\", bogus: x}", StringComparison.Ordinal).Split('\n'))
            index.Append($"    {line}\n");
        if (withSnapshot)
            index.Append("    volume_snapshots:\n    - name: s0\n      description: of a snapshot\n      content_type: filesystem\n      config: {user.b: \"2\"}\n      expires_at: 2031-01-02T03:04:05Z\n");
        return index.ToString();
    }

    private static byte[] Tar(string? index, string? folder = null, string? image = null)
    {
        using var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, leaveOpen: true))
        {
            if (index is not null)
                Add(tar, "backup/index.yaml", Encoding.UTF8.GetBytes(index));
            foreach (var place in new[] { folder, image is null ? "backup/volume/" : null }.OfType<string>())
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, place));
                Add(tar, $"{place}file", "of a file"u8.ToArray());
            }

            if (image is not null)
                Add(tar, image, new byte[64 << 10]);
        }

        return buffer.ToArray();
    }

    private static void Add(TarWriter tar, string path, byte[] data) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(data) });

    private static byte[] Pack(byte[] file)
    {
        using var buffer = new MemoryStream();
        using (var packer = new GZipStream(buffer, CompressionMode.Compress, leaveOpen: true))
            packer.Write(file);
        return buffer.ToArray();
    }
}
