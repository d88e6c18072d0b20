namespace LxdGen.Package.Tests;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Packed =
        ["schema", "src", "generator", "README.md", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];

    public static string Root { get; } = FindRoot();

    /// <summary>Copies what the package is made of, so that neither a bin nor an obj of the sources is read or written.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var source in Packed)
            Copy(Path.Combine(Root, source), Path.Combine(folder, source));
    }

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from).Where(entry => Path.GetFileName(entry) is not ("bin" or "obj")))
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LxdGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run below the folder of LxdGen.sln.");
        return folder.FullName;
    }
}
