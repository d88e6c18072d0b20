namespace LxdGen.Schema.Tests;

public class LedgerPointerTests
{
    [Fact]
    public void No_item_points_to_nothing() => Rule.None(Dangling(Ledger.Shipped, Schema.Shipped));

    [Fact]
    public void An_item_that_points_to_nothing_is_noticed()
    {
        var ledger = Ledger.Of(new LedgerItem { Id = "a", Where = ["/paths/*/put", "/paths/*/patch", "/paths/~1thing"] });

        Assert.Equal(["a: /paths/*/patch", "a: /paths/~1thing"], Dangling(ledger, Schema.Sample));
    }

    [Fact]
    public void What_is_said_to_be_absent_is_absent() => Rule.None(Present(Ledger.Shipped, Schema.Shipped));

    [Fact]
    public void An_item_that_calls_absent_what_is_there_is_noticed()
    {
        var ledger = Ledger.Of(new LedgerItem { Id = "a", Absent = ["GET /thing", "GET /things"] });

        Assert.Equal(["a: GET /things is there"], Present(ledger, Schema.Sample));
    }

    [Fact]
    public void Every_definition_is_a_DTO() => Rule.None(Undefined(Ledger.Shipped, Schema.Shipped));

    [Fact]
    public void A_definition_that_is_no_DTO_is_noticed() =>
        Assert.Equal(["T: Thin"], Undefined(new Ledger { Definitions = { ["S"] = "Thing", ["T"] = "Thin" } }, Schema.Sample));

    private static IEnumerable<string> Dangling(Ledger ledger, Schema schema) =>
        from item in ledger.Items
        from pointer in item.Where
        where !schema.Find(pointer).Any()
        select $"{item.Id}: {pointer}";

    private static IEnumerable<string> Present(Ledger ledger, Schema schema) =>
        from item in ledger.Items
        from absent in item.Absent
        let objection = Absence.Objection(schema, ledger, absent)
        where objection is not null
        select $"{item.Id}: {absent} {objection}";

    private static IEnumerable<string> Undefined(Ledger ledger, Schema schema) =>
        from definition in ledger.Definitions
        where !schema.Find($"/components/schemas/{definition.Value}").Any()
        select $"{definition.Key}: {definition.Value}";
}
