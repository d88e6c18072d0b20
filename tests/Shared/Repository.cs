namespace LxdGen.Sources;

/// <summary>The sources that the running program was built from, and copies of them to build elsewhere.</summary>
internal static class Repository
{
    // What builds and packs the SDK and the emulator.
    private static readonly string[] OfSdk =
        ["schema", "src", "generator", "README.md", "docs/emulator.md", ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    public static string Root { get; } = FindRoot();

    /// <summary>Copies what the SDK is made of, so that no bin or obj of the sources is read or written.</summary>
    public static void CopySdk(string folder)
    {
        foreach (var source in OfSdk)
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
            folder = folder.Parent ?? throw new InvalidOperationException("This runs below the folder of LxdGen.sln.");
        return folder.FullName;
    }
}
