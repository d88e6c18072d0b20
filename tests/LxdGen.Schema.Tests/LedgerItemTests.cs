using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

public partial class LedgerItemTests
{
    private static readonly string[] Ways =
        ["seen on the wire", "read in the upstream description", "read in the server's source", "read in pylxd's documentation"];

    [Fact]
    public void Every_item_is_complete() => Rule.None(Incomplete(Ledger.Shipped));

    [Fact]
    public void An_item_that_says_nothing_is_noticed() =>
        Assert.Equal(["a b: id", "a b: what", "a b: why", "a b: where or absent"], Incomplete(Ledger.Of(new LedgerItem { Id = "a b" })));

    [Fact]
    public void Every_verification_names_a_way_and_versions() => Rule.None(Unverified(Ledger.Shipped));

    [Fact]
    public void A_missing_or_careless_verification_is_noticed()
    {
        var ledger = Ledger.Of(
            new LedgerItem { Id = "a" },
            new LedgerItem { Id = "b", Verified = { ["guessed"] = ["5"], ["seen on the wire"] = [] } });

        Assert.Equal(["a: verified", "b: guessed", "b: 5", "b: no version"], Unverified(ledger));
    }

    [Fact]
    public void Ids_are_unique() => Rule.None(Duplicates(Ledger.Shipped));

    [Fact]
    public void An_id_used_twice_is_noticed() =>
        Assert.Equal(["a"], Duplicates(Ledger.Of(new LedgerItem { Id = "a" }, new LedgerItem { Id = "a" })));

    private static IEnumerable<string> Incomplete(Ledger ledger) =>
        from item in ledger.Items
        from part in new (string Name, bool Given)[]
        {
            ("id", Id().IsMatch(item.Id)),
            ("what", item.What != ""),
            ("why", item.Why != ""),
            ("where or absent", item.Where.Count + item.Absent.Count > 0),
        }
        where !part.Given
        select $"{item.Id}: {part.Name}";

    private static IEnumerable<string> Unverified(Ledger ledger) =>
        from item in ledger.Items
        let ways = item.Verified.Keys.Where(way => !Ways.Contains(way))
        let versions = item.Verified.Values.SelectMany(v => v.DefaultIfEmpty("no version")).Where(v => !Version().IsMatch(v))
        from wrong in item.Verified.Count == 0 ? ["verified"] : ways.Concat(versions)
        select $"{item.Id}: {wrong}";

    private static IEnumerable<string> Duplicates(Ledger ledger) =>
        from item in ledger.Items group item by item.Id into same where same.Count() > 1 select same.Key;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^(\d+\.\d+(\.\d+)?|main)$")]
    private static partial Regex Version();
}
