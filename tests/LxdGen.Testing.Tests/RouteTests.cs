using System.Reflection;
using System.Text.RegularExpressions;
using LxdGen.Raw;
using LxdGen.Testing.Api;

namespace LxdGen.Testing.Tests;

/// <summary>The emulator answers to all that the schema has.</summary>
public sealed partial class RouteTests
{
    [Fact]
    public void Every_endpoint_of_the_schema_is_routed()
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
        Assert.All(ofSchema, endpoint => Assert.True(IsRouted(endpoint.Split(' ')), $"{endpoint} is not routed."));
    }

    private static bool IsRouted(string[] endpoint) => EmulatorRoutes.All.Any(route => route.Method == endpoint[0] && route.Match(endpoint[1].Split('/')) is not null);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
