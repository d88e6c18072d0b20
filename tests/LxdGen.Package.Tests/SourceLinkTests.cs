using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace LxdGen.Package.Tests;

/// <summary>What packages say of the repository that they were built from: what git knows, and nothing besides.</summary>
public sealed class SourceLinkTests(PackedFeed feed)
{
    private const string Remote = "https://github.com/someone/lxdgen";

    // The kind of debug information that holds a source link, from the specification of portable PDBs.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public async Task With_a_remote_the_package_names_it_and_the_symbols_lead_to_the_sources()
    {
        var (package, commit) = await PackAsync("with a remote", "remote", "add", "origin", $"{Remote}.git");

        var repository = RepositoryOf(package);
        Assert.Equal(("git", $"{Remote}.git", commit), (Value("type"), Value("url"), Value("commit")));
        using var links = JsonDocument.Parse(LinksOf(package)!);
        var link = Assert.Single(links.RootElement.GetProperty("documents").EnumerateObject());
        Assert.Equal(("/_/*", $"https://raw.githubusercontent.com/someone/lxdgen/{commit}/*"), (link.Name, link.Value.GetString()));

        string? Value(string name) => repository?.Attribute(name)?.Value;
    }

    [Fact]
    public async Task Without_a_remote_no_address_is_made_up_and_nothing_is_complained_about()
    {
        var (package, commit) = await PackAsync("without a remote", "status");

        Assert.Null(RepositoryOf(package)?.Attribute("url"));
        Assert.DoesNotContain("http", LinksOf(package) ?? "", StringComparison.Ordinal);
        Assert.NotEmpty(commit);
    }

    /// <summary>Packs the sources from a git repository of their own; the log has no warning.</summary>
    private async Task<(string Package, string Commit)> PackAsync(string name, params string[] git)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await feed.RequireAsync();
        var sources = Path.Combine(feed.Root, name);
        Repository.CopySdk(sources);
        Repository.Copy(Path.Combine(Repository.Root, ".gitignore"), Path.Combine(sources, ".gitignore"));
        await GitAsync(sources, "init", "--quiet");
        await GitAsync(sources, "add", "--all");
        await GitAsync(sources, "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "All");
        await GitAsync(sources, git);
        await feed.PackAsync(sources, Path.Combine(sources, "packed"), PackedFeed.Sdk, cancellationToken);
        return (Path.Combine(sources, "packed", $"LxdGen.{feed.Version}"), (await GitAsync(sources, "rev-parse", "HEAD")).Trim());
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static XElement? RepositoryOf(string package)
    {
        using var zip = ZipFile.OpenRead($"{package}.nupkg");
        using var nuspec = zip.GetEntry("LxdGen.nuspec")!.Open();
        return XDocument.Load(nuspec).Descendants().SingleOrDefault(element => element.Name.LocalName == "repository");
    }

    private static string? LinksOf(string package)
    {
        using var zip = ZipFile.OpenRead($"{package}.snupkg");
        using var content = new MemoryStream();
        using (var pdb = zip.GetEntry("lib/net10.0/LxdGen.pdb")!.Open())
            pdb.CopyTo(content);
        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var reader = provider.GetMetadataReader();
        return reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == SourceLink)
            .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
            .SingleOrDefault();
    }
}
