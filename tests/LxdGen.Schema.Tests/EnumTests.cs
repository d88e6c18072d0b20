using System.Text.Json.Nodes;

namespace LxdGen.Schema.Tests;

public class EnumTests
{
    [Fact]
    public void Every_enum_names_a_value_once() => Rule.Holds(Repeated);

    [Fact]
    public void A_repeated_enum_value_is_noticed() =>
        Rule.Notices(
            Repeated,
            Schema.Sample.With("/components/schemas/Thing/properties/kind/enum", "[big, small, big]"),
            "/components/schemas/Thing/properties/kind/enum: big");

    private static IEnumerable<string> Repeated(Schema schema) =>
        from owner in schema.Everything.OfType<JsonObject>()
        where owner["enum"] is JsonArray
        from same in owner["enum"]!.AsArray().GroupBy(value => $"{value}")
        where same.Count() > 1
        select $"{Pointer.To(owner["enum"]!)}: {same.Key}";
}
