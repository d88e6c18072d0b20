using System.IO.Compression;
using System.Xml.Linq;

namespace LxdGen.Package.Tests;

/// <summary>A package: what is in it, and what it says of itself.</summary>
internal sealed class PackageFile
{
    // What NuGet adds to every package.
    private static readonly string[] Made = ["[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/nuget.psmdcp"];

    public PackageFile(string path)
    {
        Path = path;
        using var zip = ZipFile.OpenRead(path);
        var nuspec = zip.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        Entries = [.. zip.Entries.Where(entry => entry != nuspec).Select(entry => entry.FullName).Except(Made).Order(StringComparer.Ordinal)];
        using var content = nuspec.Open();
        Metadata = XDocument.Load(content).Root!.Elements().Single();
    }

    public string Path { get; }

    /// <summary>The files in it, in order.</summary>
    public IReadOnlyList<string> Entries { get; }

    public XElement Metadata { get; }

    /// <summary>The packages that it needs, in order.</summary>
    public IEnumerable<string> Dependencies => Attributes("dependency", "id");

    /// <summary>The shared frameworks that it needs.</summary>
    public IEnumerable<string> Frameworks => Attributes("frameworkReference", "name");

    /// <summary>What it says of itself; null for nothing.</summary>
    public string? this[string element] => Find(element)?.Value;

    public XElement? Find(string element) => Metadata.Elements().SingleOrDefault(child => child.Name.LocalName == element);

    /// <summary>One of the files in it.</summary>
    public byte[] Read(string entry)
    {
        using var zip = ZipFile.OpenRead(Path);
        using var content = new MemoryStream();
        using (var stream = zip.GetEntry(entry)!.Open())
            stream.CopyTo(content);
        return content.ToArray();
    }

    private IEnumerable<string> Attributes(string element, string name) => Metadata.Descendants()
        .Where(child => child.Name.LocalName == element)
        .Select(child => child.Attribute(name)!.Value)
        .Order(StringComparer.Ordinal);
}
