using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LxdGen.Schema.Tests;

/// <summary>The deliberate differences between the description and LXD's own.</summary>
internal sealed class Ledger
{
    public static Ledger Shipped { get; } = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .Build()
        .Deserialize<Ledger>(Yaml.Text("ledger.yaml"));

    /// <summary>LXD's names of the DTOs, and ours.</summary>
    public Dictionary<string, string> Definitions { get; set; } = [];

    public List<LedgerItem> Rules { get; set; } = [];

    public List<LedgerItem> Entries { get; set; } = [];

    public IEnumerable<LedgerItem> Items => Rules.Concat(Entries);

    public static Ledger Of(params LedgerItem[] items) => new() { Entries = [.. items] };
}

internal sealed class LedgerItem
{
    public string Id { get; set; } = "";

    public string What { get; set; } = "";

    /// <summary>Pointers to what differs in the description.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>What LXD's description has and ours has not, by LXD's names.</summary>
    public List<string> Absent { get; set; } = [];

    public string Why { get; set; } = "";

    /// <summary>The versions that it was verified for, by the way in which it was.</summary>
    public Dictionary<string, List<string>> Verified { get; set; } = [];
}
