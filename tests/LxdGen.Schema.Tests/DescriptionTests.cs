using System.Text.Json.Nodes;

namespace LxdGen.Schema.Tests;

public class DescriptionTests
{
    [Fact]
    public void Every_DTO_is_described() => Rule.Holds(Schemas);

    [Fact]
    public void A_DTO_without_a_description_is_noticed() =>
        Rule.Notices(Schemas, Schema.Sample.Without("/components/schemas/Thing/description"), "/components/schemas/Thing");

    [Fact]
    public void Every_field_is_described() => Rule.Holds(Fields);

    [Theory]
    [InlineData("size")]
    [InlineData("description")]
    public void A_field_without_a_description_is_noticed(string name)
    {
        var field = $"/components/schemas/Thing/properties/{name}";

        Rule.Notices(Fields, Schema.Sample.With(field, "{ type: string }"), field);
    }

    [Fact]
    public void An_inherited_field_without_a_description_is_noticed() =>
        Rule.Notices(
            Fields,
            Schema.Sample.With("/components/schemas/Thing/allOf", "[{ properties: { size: {} } }]"),
            "/components/schemas/Thing/allOf/0/properties/size");

    [Fact]
    public void Every_parameter_is_described() => Rule.Holds(Parameters);

    [Theory]
    [InlineData("/components/parameters/thing/description", "/components/parameters/thing")]
    [InlineData("/paths/~1operations~1{id}/parameters/0/description", "/paths/~1operations~1{id}/parameters/0")]
    public void A_parameter_without_a_description_is_noticed(string without, string offender) =>
        Rule.Notices(Parameters, Schema.Sample.Without(without), offender);

    private static IEnumerable<string> Schemas(Schema schema) => Undescribed(schema.Find("/components/schemas/*"));

    private static IEnumerable<string> Fields(Schema schema) => Undescribed(schema.Fields);

    private static IEnumerable<string> Parameters(Schema schema) => Undescribed(schema.Parameters.Where(p => p["$ref"] is null));

    private static IEnumerable<string> Undescribed(IEnumerable<JsonNode> nodes) =>
        from n in nodes where n["description"] is not JsonValue text || string.IsNullOrWhiteSpace((string?)text) select Pointer.To(n);
}
