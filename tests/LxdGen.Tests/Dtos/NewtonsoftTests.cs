using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LxdGen.Tests;

/// <summary>What is peculiar to Newtonsoft.Json.</summary>
public sealed class NewtonsoftTests
{
    [Fact]
    public void A_tree_made_of_a_DTO_can_be_walked_and_read_back()
    {
        var resources = JsonConvert.DeserializeObject<StorageResourcesData>("""{"space":{"used":18446744073709551615,"total":5},"newer":{"x":[1,123456789012345678901234567890,0.5,null,"t",true]}}""")!;
        var tree = JObject.FromObject(resources);
        Assert.Equal(1, (int)tree["newer"]!["x"]![0]!);
        Assert.Equal(ulong.MaxValue, (ulong)tree["space"]!["used"]!);
        var again = tree.ToObject<StorageResourcesData>()!;
        Assert.Equal(ulong.MaxValue, again.Space.Used);
        Assert.Equal("[1,123456789012345678901234567890,0.5,null,\"t\",true]", again.AdditionalProperties["newer"].GetProperty("x").GetRawText());
    }

    [Theory]
    [InlineData("""[{"name":"a"},{"name":5}]""", "[1].name")]
    [InlineData("""[{"name":"a","config":{"size":[]}}]""", "[0].config.size")]
    public void A_wrong_value_is_an_exception_of_the_serializer_that_says_where(string json, string path)
    {
        var exception = Assert.Throws<JsonSerializationException>(() => JsonConvert.DeserializeObject<List<StoragePoolsPost>>(json));
        Assert.Equal(path, exception.Path);
        Assert.IsType<LxdMalformedReplyException>(exception.InnerException);
    }

    [Fact]
    public void Null_for_a_DTO_is_null() => Assert.Null(JsonConvert.DeserializeObject<List<StoragePoolData>>("[null]")![0]);

    [Fact]
    public void The_reader_goes_on_as_it_was_set()
    {
        using var reader = new JsonTextReader(new StringReader("""{"pool":{"newer":1.5},"at":"2024-05-01T10:00:00Z","f":1.5}"""));
        var read = new JsonSerializer { DateParseHandling = DateParseHandling.DateTime, FloatParseHandling = FloatParseHandling.Decimal }.Deserialize<Mixed>(reader)!;
        Assert.IsType<DateTime>(read.At);
        Assert.IsType<decimal>(read.F);
        Assert.Equal(1.5, read.Pool!.AdditionalProperties["newer"].GetDouble());
    }

    private sealed class Mixed
    {
        public StoragePoolPut? Pool { get; set; }

        public object? At { get; set; }

        public object? F { get; set; }
    }
}
