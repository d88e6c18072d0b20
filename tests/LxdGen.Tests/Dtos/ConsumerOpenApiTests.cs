using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace LxdGen.Tests;

/// <summary>What ASP.NET says of the DTOs in the sample's OpenAPI.</summary>
public sealed class ConsumerOpenApiTests
{
    [Fact]
    public async Task A_pool_has_LXD_s_names_and_types()
    {
        var properties = await PropertiesAsync("StoragePoolData");
        Assert.Equal(DtoTypes.Fields(typeof(StoragePoolData)).Select(field => field.Json).Order(), properties.Select(property => property.Key).Order());
        Assert.Equal("string", TypeOf(properties["name"]));
        Assert.Equal("array of string", TypeOf(properties["used_by"]));
        Assert.Equal("array of string", TypeOf(properties["access_entitlements"]));
        Assert.Equal("map of string", TypeOf(properties["config"]));
        Assert.Equal("null|boolean", TypeOf(properties["managed"]));
    }

    [Fact]
    public async Task What_creates_a_pool_has_them_too()
    {
        var properties = await PropertiesAsync("StoragePoolsPost");
        Assert.Equal(["config", "description", "driver", "name"], properties.Select(property => property.Key).Order());
        Assert.Equal("string", TypeOf(properties["name"]));
        Assert.Equal("null|string", TypeOf(properties["description"]));
        Assert.Equal("map of string", TypeOf(properties["config"]));
    }

    [Theory]
    [InlineData("StoragePoolData", "driver")]
    [InlineData("StoragePoolData", "status")]
    [InlineData("StoragePoolsPost", "driver")]
    public async Task An_open_value_is_a_string(string dto, string property) => Assert.Equal("string", TypeOf((await PropertiesAsync(dto))[property]));

    [Fact]
    public async Task The_endpoints_take_and_return_them()
    {
        var document = await DocumentAsync();
        Assert.Equal("#/components/schemas/StoragePoolsPost", (string?)document["paths"]!["/pools"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        var get = document["paths"]!["/pools/{name}"]!["get"]!["responses"]!;
        Assert.Equal("#/components/schemas/StoragePoolData", (string?)get["200"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        Assert.Equal(["200", "404", "503"], get.AsObject().Select(response => response.Key).Order());
    }

    private static async Task<JsonNode> DocumentAsync()
    {
        using var api = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.ConfigureLogging(logging => logging.ClearProviders()));
        return JsonNode.Parse(await api.CreateClient().GetStringAsync("/openapi/v1.json", Ct))!;
    }

    private static async Task<JsonObject> PropertiesAsync(string dto)
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;
        var properties = schemas[dto]!["properties"]!.AsObject();
        // A reference is replaced by what it refers to: whether ASP.NET makes one is not the point.
        foreach (var (name, property) in properties.ToList())
        {
            if ((string?)property!["$ref"] is { } reference)
                properties[name] = schemas[reference.Split('/')[^1]]!.DeepClone();
        }

        return properties;
    }

    private static string TypeOf(JsonNode? schema) => schema switch
    {
        null => "nothing",
        _ when schema["items"] is { } items => $"array of {TypeOf(items)}",
        _ when schema["additionalProperties"] is JsonObject values => $"map of {TypeOf(values)}",
        _ => schema["type"] is JsonArray types ? string.Join('|', types) : (string?)schema["type"] ?? "anything",
    };
}
