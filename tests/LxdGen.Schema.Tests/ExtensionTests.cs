namespace LxdGen.Schema.Tests;

public class ExtensionTests
{
    private const string List = "/paths/~1things/get";
    private const string Name = "/components/schemas/Thing/properties/name";

    [Fact]
    public void Every_extension_is_listed() => Rule.Holds(Unlisted);

    [Fact]
    public void An_unlisted_extension_is_noticed() =>
        Rule.Notices(Unlisted, Schema.Sample.With($"{List}/x-lxd-itm", "Thing"), $"{List}/x-lxd-itm");

    [Fact]
    public void Every_extension_sits_where_it_may() => Rule.Holds(Misplaced);

    [Theory]
    [InlineData("/paths/~1things/x-lxd-extension")]
    [InlineData("/components/schemas/Thing/x-lxd-extension")]
    [InlineData("/components/schemas/Thing/properties/name/x-lxd-item")]
    [InlineData("/components/parameters/thing/x-lxd-item")]
    [InlineData("/components/schemas/ThingPut/properties/kind/x-lxd-etag")]
    [InlineData("/components/schemas/ThingPut/properties/kind/x-lxd-patch")]
    [InlineData("/components/schemas/Thing/properties/kind/x-lxd-verb")]
    public void A_misplaced_extension_is_noticed(string at) => Rule.Notices(Misplaced, Schema.Sample.With(at, "x"), at);

    [Theory]
    [InlineData("/components/parameters/thing/x-lxd-extension")]
    [InlineData("/components/schemas/Thing/properties/kind/x-lxd-etag")]
    [InlineData("/components/schemas/Thing/properties/kind/x-lxd-secret")]
    [InlineData("/components/schemas/ThingPut/properties/kind/x-lxd-verb")]
    public void An_extension_in_its_place_is_let_be(string at) => Rule.Notices(Misplaced, Schema.Sample.With(at, "x"));

    [Fact]
    public void Every_extension_has_a_known_value() => Rule.Holds(Unknown);

    [Fact]
    public void An_unknown_value_is_noticed() =>
        Rule.Notices(Unknown, Schema.Sample.With($"{Name}/x-lxd-etag", "covered"), $"{Name}/x-lxd-etag: covered");

    [Fact]
    public void Every_item_is_a_DTO() => Rule.Holds(NoSuchItem);

    [Fact]
    public void An_item_that_is_no_DTO_is_noticed() =>
        Rule.Notices(NoSuchItem, Schema.Sample.With($"{List}/x-lxd-item", "Thin"), $"{List}/x-lxd-item: Thin");

    private static IEnumerable<string> Unlisted(Schema schema) =>
        from used in Extensions.Used(schema)
        where !Extensions.Listed(schema).ContainsKey(used.GetPropertyName())
        select Pointer.To(used);

    private static IEnumerable<string> Misplaced(Schema schema) =>
        from used in Extensions.Used(schema) where !Extensions.MaySitHere(schema, used) select Pointer.To(used);

    private static IEnumerable<string> Unknown(Schema schema) =>
        from used in Extensions.Used(schema)
        let known = Extensions.Listed(schema).GetValueOrDefault(used.GetPropertyName(), "")
        where known != "" && $"{used}" != known
        select $"{Pointer.To(used)}: {used}";

    private static IEnumerable<string> NoSuchItem(Schema schema) =>
        from used in Extensions.Used(schema)
        where used.GetPropertyName() == "x-lxd-item" && !schema.Find($"/components/schemas/{used}").Any()
        select $"{Pointer.To(used)}: {used}";
}
