using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

public partial class LedgerTests
{
    private static readonly string[] Ways =
        ["seen on the wire", "read in the upstream description", "read in the server's source", "read in pylxd's documentation"];

    [Fact]
    public void Every_item_is_complete() => Rule.None(Incomplete(Ledger.Shipped));

    [Fact]
    public void Every_verification_names_a_way_and_versions() => Rule.None(Unverified(Ledger.Shipped));

    [Fact]
    public void Ids_are_unique() => Rule.None(Duplicates(Ledger.Shipped));

    [Fact]
    public void No_item_points_to_nothing() => Rule.None(Dangling(Ledger.Shipped, Schema.Shipped));

    [Fact]
    public void What_is_said_to_be_absent_is_absent() => Rule.None(Present(Ledger.Shipped, Schema.Shipped));

    [Fact]
    public void Every_definition_is_a_DTO() => Rule.None(Undefined(Ledger.Shipped, Schema.Shipped));

    [Fact]
    public void An_item_that_says_nothing_is_noticed() =>
        Assert.Equal(["a b: id", "a b: what", "a b: why", "a b: where or absent"], Incomplete(Of(new LedgerItem { Id = "a b" })));

    [Fact]
    public void A_missing_or_careless_verification_is_noticed() =>
        Assert.Equal(
            ["a: verified", "b: guessed", "b: 5"],
            Unverified(Of(new() { Id = "a" }, new() { Id = "b", Verified = { ["guessed"] = ["5"] } })));

    [Fact]
    public void An_id_used_twice_is_noticed() => Assert.Equal(["a"], Duplicates(Of(new() { Id = "a" }, new() { Id = "a" })));

    [Fact]
    public void An_item_that_points_to_nothing_is_noticed() =>
        Assert.Equal(
            ["a: /paths/*/patch", "a: /paths/~1thing"],
            Dangling(Of(new LedgerItem { Id = "a", Where = { "/paths/*/put", "/paths/*/patch", "/paths/~1thing" } }), Schema.Sample));

    [Fact]
    public void A_definition_that_is_no_DTO_is_noticed() =>
        Assert.Equal(["T: Thin"], Undefined(new Ledger { Definitions = { ["S"] = "Thing", ["T"] = "Thin" } }, Schema.Sample));

    private static Ledger Of(params LedgerItem[] items) => new() { Entries = [.. items] };

    private static IEnumerable<string> Incomplete(Ledger ledger) =>
        from item in ledger.Items
        from missing in new (string Name, bool Found)[]
        {
            ("id", Id().IsMatch(item.Id)),
            ("what", item.What != ""),
            ("why", item.Why != ""),
            ("where or absent", item.Where.Count + item.Absent.Count > 0),
        }
        where !missing.Found
        select $"{item.Id}: {missing.Name}";

    private static IEnumerable<string> Unverified(Ledger ledger) =>
        from item in ledger.Items
        let ways = item.Verified.Keys.Where(way => !Ways.Contains(way))
        let versions = item.Verified.Values.SelectMany(v => v.DefaultIfEmpty("no version")).Where(v => !Version().IsMatch(v))
        from wrong in item.Verified.Count == 0 ? ["verified"] : ways.Concat(versions)
        select $"{item.Id}: {wrong}";

    private static IEnumerable<string> Duplicates(Ledger ledger) =>
        from item in ledger.Items group item by item.Id into same where same.Count() > 1 select same.Key;

    private static IEnumerable<string> Dangling(Ledger ledger, Schema schema) =>
        from item in ledger.Items from pointer in item.Where where !schema.Find(pointer).Any() select $"{item.Id}: {pointer}";

    private static IEnumerable<string> Present(Ledger ledger, Schema schema) =>
        from item in ledger.Items
        from absent in item.Absent
        let objection = Absence.Objection(schema, ledger, absent)
        where objection is not null
        select $"{item.Id}: {absent} {objection}";

    private static IEnumerable<string> Undefined(Ledger ledger, Schema schema) =>
        from d in ledger.Definitions where !schema.Find($"/components/schemas/{d.Value}").Any() select $"{d.Key}: {d.Value}";

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d+\.\d+(\.\d+)?$")]
    private static partial Regex Version();
}
