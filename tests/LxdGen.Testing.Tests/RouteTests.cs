using System.Reflection;
using System.Text.RegularExpressions;
using LxdGen.Raw;
using LxdGen.Testing.Api;

namespace LxdGen.Testing.Tests;

/// <summary>The emulator answers to all that the schema has.</summary>
public sealed partial class RouteTests
{
    // What is not routed yet. A line that is routed fails the test too: remove it.
    private static readonly string[] Missing =
    [
        "GET /1.0/storage-pools/{}/buckets",
        "POST /1.0/storage-pools/{}/buckets",
        "GET /1.0/storage-pools/{}/buckets/{}",
        "PUT /1.0/storage-pools/{}/buckets/{}",
        "PATCH /1.0/storage-pools/{}/buckets/{}",
        "DELETE /1.0/storage-pools/{}/buckets/{}",
        "GET /1.0/storage-pools/{}/buckets/{}/keys",
        "POST /1.0/storage-pools/{}/buckets/{}/keys",
        "GET /1.0/storage-pools/{}/buckets/{}/keys/{}",
        "PUT /1.0/storage-pools/{}/buckets/{}/keys/{}",
        "DELETE /1.0/storage-pools/{}/buckets/{}/keys/{}",
    ];

    [Fact]
    public void Every_endpoint_of_the_schema_is_routed_but_those_that_are_known_to_be_missing()
    {
        var ofSchema = typeof(LxdEndpointAttribute).Assembly.GetTypes()
            .Where(type => type is { IsInterface: true, Namespace: "LxdGen.Raw" })
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<LxdEndpointAttribute>())
            .OfType<LxdEndpointAttribute>()
            .Select(endpoint => $"{endpoint.Method} {Parameter().Replace(endpoint.Path, "{}")}")
            .Distinct()
            .ToList();

        Assert.True(ofSchema.Count > 40, "Few endpoints were found.");
        Assert.Equal(Missing.Order(StringComparer.Ordinal), ofSchema.Where(endpoint => !IsRouted(endpoint.Split(' '))).Order(StringComparer.Ordinal));
    }

    private static bool IsRouted(string[] endpoint) => EmulatorRoutes.All.Any(route => route.Method == endpoint[0] && route.Match(endpoint[1].Split('/')) is not null);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
