using System.Text.Json;
using System.Text;
using LxdGen.Json;

namespace LxdGen.Tests;

/// <summary>DTOs by themselves: what is read is written back, known to the schema or not.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("""{"config":{},"x":null}""")]
    [InlineData("""{"config":{},"x":true,"y":false}""")]
    [InlineData("""{"config":{},"x":9223372036854775807,"y":-9223372036854775808}""")]
    [InlineData("""{"config":{},"x":18446744073709551615}""")]
    [InlineData("""{"config":{},"x":-123456789012345678901234567890}""")]
    [InlineData("""{"config":{},"x":0.1,"y":-2.5,"z":1E+300}""")]
    [InlineData("""{"config":{},"x":1.0}""")]
    [InlineData("""{"config":{},"x":[],"y":{},"z":[[{"a":[null]}]]}""")]
    [InlineData("""{"config":{},"x":"2024-05-01T10:00:00Z","y":"/Date(1)/","z":"\u0000\"\\\n"}""")]
    [InlineData("""{"description":"ä😀","config":{"":"","a.b":"c"},"":{"":""}}""")]
    public void What_was_read_is_written_back(string json) => Assert.Equal(json, Encoding.UTF8.GetString(LxdJson.ToUtf8(Parse<StoragePoolPut>(json))));

    [Fact]
    public void A_number_beyond_a_double_is_refused_and_not_turned_into_a_string() =>
        Assert.Throws<LxdMalformedReplyException>(() => Parse<StoragePoolPut>("""{"x":1e400}"""));

    [Fact]
    public void Unknown_values_have_the_types_that_are_promised()
    {
        var fields = Parse<StoragePoolPut>("""{"n":1,"b":123456789012345678901234567890,"d":1.5,"s":"x","l":[1],"m":{"k":null}}""").AdditionalProperties;
        Assert.Equal(1, fields["n"].GetInt64());
        Assert.Equal("123456789012345678901234567890", fields["b"].GetRawText());
        Assert.Equal(1.5, fields["d"].GetDouble());
        Assert.Equal("x", fields["s"].GetString());
        Assert.Equal(1, fields["l"][0].GetInt32());
        Assert.Equal(JsonValueKind.Null, fields["m"].GetProperty("k").ValueKind);
    }

    [Theory]
    [InlineData("""{"space":{"used":18446744073709551615}}""", ulong.MaxValue)]
    [InlineData("""{"space":{"used":0}}""", 0ul)]
    [InlineData("""{"space":{"used":null}}""", 0ul)]
    [InlineData("""{"space":null}""", 0ul)]
    [InlineData("{}", 0ul)]
    public void The_whole_range_of_sizes_is_read(string json, ulong used) => Assert.Equal(used, Parse<StorageResourcesData>(json).Space.Used);

    [Theory]
    [InlineData("""{"space":{"used":18446744073709551616}}""", "space.used")]
    [InlineData("""{"space":{"used":-1}}""", "space.used")]
    [InlineData("""{"space":{"used":1.5}}""", "space.used")]
    [InlineData("""{"space":{"used":"1"}}""", "space.used")]
    [InlineData("""{"space":{"used":NaN}}""", "space.used")]
    public void A_size_that_is_none_is_named_by_its_path(string json, string path) =>
        Assert.Equal(path, Assert.Throws<LxdMalformedReplyException>(() => Parse<StorageResourcesData>(json)).JsonPath);

    [Theory]
    [InlineData("""{"status_code":2147483648}""", "status_code")]
    [InlineData("""{"status_code":99999999999999999999}""", "status_code")]
    [InlineData("""{"err_code":-2147483649}""", "err_code")]
    [InlineData("""{"created_at":"yesterday"}""", "created_at")]
    [InlineData("""{"created_at":5}""", "created_at")]
    [InlineData("""{"resources":{"a":[1]}}""", "resources.a[0]")]
    [InlineData("""{"resources":{"a":"b"}}""", "resources.a")]
    [InlineData("""{"metadata":"x"}""", "metadata")]
    public void A_value_out_of_range_or_of_another_type_is_named_by_its_path(string json, string path) =>
        Assert.Equal(path, Assert.Throws<LxdMalformedReplyException>(() => Parse<OperationData>(json)).JsonPath);

    [Fact]
    public void A_null_in_a_config_is_refused_on_write()
    {
        var put = new StoragePoolPut { Config = new Dictionary<string, string> { ["size"] = null! } };
        Assert.Contains("size", Assert.Throws<ArgumentNullException>(() => LxdJson.ToUtf8(put)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_objects_go_through_unchanged()
    {
        const string Json = """{"name":"p","driver":"new","description":"","config":{"a":"b"},"used_by":["x"],"status":"Odd","locations":[],"managed":false,"access_entitlements":[],"newer":{"x":[1,2]}}""";
        Assert.Equal(Json, Encoding.UTF8.GetString(LxdJson.ToUtf8(Parse<StoragePoolData>(Json))));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(100, false)]
    public void Nesting_is_read_up_to_a_limit(int depth, bool isRead)
    {
        var json = $$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        if (isRead)
            Parse<StoragePoolPut>(json);
        else
            Assert.Throws<LxdMalformedReplyException>(() => Parse<StoragePoolPut>(json));
    }

    private static T Parse<T>(string json)
        where T : ILxdJson<T> => LxdJson.Parse<T>(Encoding.UTF8.GetBytes(json));
}
