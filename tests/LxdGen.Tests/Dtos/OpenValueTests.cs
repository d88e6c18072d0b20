using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using LxdGen.Json;
using LxdGen.Tests.Fakes;
using JsonException = System.Text.Json.JsonException;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace LxdGen.Tests;

/// <summary>Open values are strings in JSON, wherever they stand.</summary>
public sealed class OpenValueTests
{
    public static TheoryData<Type> Values => [.. DtoTypes.OpenValues];

    public static TheoryData<Type, string> ValuesAndSerializers => [.. from value in DtoTypes.OpenValues from serializer in Serializers.Foreign select (value, serializer)];

    [Theory]
    [MemberData(nameof(ValuesAndSerializers))]
    public void Alone_in_lists_in_maps_and_where_there_may_be_none(Type value, string serializer)
    {
        const string Json = """{"one":"x","maybe":"a-value of <tomorrow>","many":["x","","ä"],"some":["x",null],"named":{"a.b":"x"}}""";
        var holder = typeof(Holder<>).MakeGenericType(value);
        JsonAssert.Equal(Json, Serializers.Write(serializer, holder, Serializers.Read(serializer, holder, Json)));
    }

    [Theory]
    [MemberData(nameof(ValuesAndSerializers))]
    public void Null_is_the_empty_value_or_none(Type value, string serializer)
    {
        var holder = typeof(Holder<>).MakeGenericType(value);
        dynamic read = Serializers.Read(serializer, holder, """{"one":null,"maybe":null,"many":[null],"some":[null],"named":{"a":null}}""")!;
        Assert.Equal("", (string)read.One.Value);
        Assert.Null((object?)read.Maybe);
        Assert.Equal(Activator.CreateInstance(value), (object)read.Many[0]);
        Assert.Null((object?)read.Some[0]);
        Assert.Equal("", (string)read.Named["a"].Value);
        var written = JsonNode.Parse(Serializers.Write(serializer, holder, (object)read))!;
        Assert.Equal("", (string?)written["many"]![0]);
        // A serializer that is told to leave out what is empty does so in the consumer's class.
        Assert.True((string?)written["one"] is "" or null);
    }

    [Theory]
    [MemberData(nameof(ValuesAndSerializers))]
    public void Anything_but_a_string_is_refused_as_the_serializer_refuses(Type value, string serializer)
    {
        var holder = typeof(Holder<>).MakeGenericType(value);
        var exception = Record.Exception(() => Serializers.Read(serializer, holder, """{"one":1}"""));
        Assert.True(exception is JsonException or Newtonsoft.Json.JsonException, $"{exception}");
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_debugger_and_a_log_line_show_the_value(Type type)
    {
        var value = Make(type, "zfs+x");
        Assert.Equal("zfs+x", value.ToString());
        Assert.Equal("{Value}", type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Equal("zfs+x", type.GetProperty("Value")!.GetValue(value));
        Assert.Equal("zfs+x", $"{value}");
        Assert.Equal("", Activator.CreateInstance(type)!.ToString());
    }

    [Fact]
    public void They_are_keys_of_maps_in_System_Text_Json()
    {
        const string Json = """{"dir":1,"new one":2}""";
        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<StorageDriver, int>>(Json)));
    }

    private static object Make(Type type, string value) =>
        type.GetMethod(nameof(ILxdOpenValue<StorageDriver>.From), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [value])!;
}
