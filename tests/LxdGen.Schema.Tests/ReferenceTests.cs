namespace LxdGen.Schema.Tests;

public class ReferenceTests
{
    private const string Kind = "/components/schemas/Thing/properties/kind";

    [Fact]
    public void Every_reference_leads_somewhere() => Rule.Holds(Dangling);

    [Fact]
    public void A_dangling_reference_is_noticed() =>
        Rule.Notices(Dangling, Schema.Sample.With(Kind, "$ref: '#/components/schemas/Kind'"), $"{Kind}: #/components/schemas/Kind");

    // OpenAPI 3.0 ignores what stands beside a $ref, so a description there would be lost.
    [Fact]
    public void Every_reference_stands_alone() => Rule.Holds(Accompanied);

    [Fact]
    public void A_reference_with_a_description_beside_it_is_noticed() =>
        Rule.Notices(Accompanied, Schema.Sample.With($"{Kind}/$ref", "'#/components/schemas/Thing'"), Kind);

    [Fact]
    public void Every_component_is_used() => Rule.Holds(Unused);

    [Theory]
    [InlineData("/components/schemas/Lost", "{ type: string }")]
    [InlineData("/components/responses/Lost", "{ description: Lost. }")]
    [InlineData("/components/schemas/Ring", "{ items: { $ref: '#/components/schemas/Ring' } }")]
    public void An_unused_component_is_noticed(string at, string yaml) => Rule.Notices(Unused, Schema.Sample.With(at, yaml), at);

    private static IEnumerable<string> Dangling(Schema schema) =>
        from n in schema.Everything where schema.Follow(n) is null select $"{Pointer.To(n)}: {n["$ref"]}";

    private static IEnumerable<string> Accompanied(Schema schema) =>
        from n in schema.Everything where schema.Follow(n) != n && n.AsObject().Count > 1 select Pointer.To(n);

    private static IEnumerable<string> Unused(Schema schema)
    {
        var used = schema.Reach(schema.Find("/paths"));
        return schema.Find("/components/*/*").Where(c => !used.Contains(c)).Select(Pointer.To);
    }
}
