using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LxdGen.Models;

/// <summary>What config-keys.yaml says. It is read when it is first needed, which for most programs is never.</summary>
internal static partial class ConfigKeys
{
    /// <summary>The keys of a pool of which each member of a cluster has its own.</summary>
    public static FrozenSet<string> OfPoolMember { get; } = Read("pool", "member");

    private static FrozenSet<string> Read(string owner, string scope)
    {
        using var stream = typeof(ConfigKeys).Assembly.GetManifestResourceStream("config-keys.yaml")!;
        using var reader = new StreamReader(stream);
        var section = Section().Matches(reader.ReadToEnd()).Single(section => section.Groups["owner"].Value == owner);
        return Key().Matches(section.Value).Where(key => key.Groups["scope"].Value == scope).Select(key => key.Groups["key"].Value).ToFrozenSet();
    }

    [GeneratedRegex(@"^(?<owner>\w+):\n(  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^  (?<key>[\w.]+): \{ scope: (?<scope>\w+) \}$", RegexOptions.Multiline)]
    private static partial Regex Key();
}
