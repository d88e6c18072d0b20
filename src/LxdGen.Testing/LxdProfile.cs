namespace LxdGen.Testing;

/// <summary>Which LXD the emulator is.</summary>
public sealed class LxdProfile
{
    private LxdProfile(string version) => (Version, Extensions) = (version, ReadExtensions(version));

    /// <summary>LXD 5.0.2 with its 318 API extensions. Changes of pools, volumes and buckets are done when the server answers.</summary>
    public static LxdProfile Lxd50 { get; } = new("5.0.2");

    /// <summary>LXD 5.21.4. Changes are done when the server answers, as with <see cref="Lxd50"/>.</summary>
    public static LxdProfile Lxd521 { get; } = new("5.21.4");

    /// <summary>LXD 6.9. Changes are made in operations, whose end is to be waited for.</summary>
    public static LxdProfile Lxd6 { get; } = new("6.9");

    /// <summary>What the server calls itself.</summary>
    public string Version { get; }

    /// <summary>The API extensions that it has.</summary>
    public IReadOnlyCollection<string> Extensions { get; }

    /// <summary>The version.</summary>
    /// <returns>Such as <c>LXD 5.0.2</c>.</returns>
    public override string ToString() => $"LXD {Version}";

    internal bool Has(string extension) => Extensions.Contains(extension);

    private static HashSet<string> ReadExtensions(string version)
    {
        using var reader = new StreamReader(typeof(LxdProfile).Assembly.GetManifestResourceStream($"{version}.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
