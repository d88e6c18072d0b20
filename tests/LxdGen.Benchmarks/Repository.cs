namespace LxdGen.Benchmarks;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    // What a build of the SDK reads; what is not there is passed over.
    private static readonly string[] Sources =
        ["schema", "src", "generator", "README.md", "LICENSE", ".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    public static string Root { get; } = FindRoot();

    public static void CopySources(string folder)
    {
        foreach (var source in Sources)
            Copy(Path.Combine(Root, source), Path.Combine(folder, source));
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
            File.Copy(from, to);
        if (!Directory.Exists(from))
            return;
        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from).Where(entry => Path.GetFileName(entry) is not ("bin" or "obj")))
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LxdGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run below the folder of LxdGen.sln.");
        return folder.FullName;
    }
}
