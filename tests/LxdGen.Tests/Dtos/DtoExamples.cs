using System.Text.Json.Serialization;
using Newtonsoft.Json;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace LxdGen.Tests;

/// <summary>What a consumer writes to have the code made at compile time.</summary>
[JsonSerializable(typeof(StoragePoolData))]
internal sealed partial class PoolJson : JsonSerializerContext;

/// <summary>The code that docs/dtos.md shows.</summary>
public sealed class DtoExamples
{
    private const string Json = """{"name":"p1","driver":"zfs","used_by":null,"newer":{"x":1}}""";

    [Fact]
    public void Any_serializer()
    {
        var json = Json;

        var pool = JsonSerializer.Deserialize<StoragePoolData>(json)!;              // System.Text.Json
        pool = JsonSerializer.Deserialize(json, PoolJson.Default.StoragePoolData)!; // the same, without reflection
        pool = JsonConvert.DeserializeObject<StoragePoolData>(json)!;               // Newtonsoft.Json

        json = JsonSerializer.Serialize(pool);                                      // or any of the others
        Assert.Contains("\"newer\":{\"x\":1}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Values()
    {
        var pool = JsonConvert.DeserializeObject<StoragePoolData>(Json)!;
        var name = "none";

        if (pool.Driver == StorageDriver.Zfs)
            name = pool.Driver.Value;                                 // "zfs"
        pool.Driver = "a-driver-of-tomorrow";                         // an open set: any string will do
        var x = pool.AdditionalProperties["newer"].GetProperty("x");  // what this SDK has never heard of

        Assert.Equal(("zfs", 1, "a-driver-of-tomorrow"), (name, x.GetInt32(), pool.Driver.ToString()));
    }
}
