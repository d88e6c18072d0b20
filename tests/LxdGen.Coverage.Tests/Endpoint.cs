using System.Reflection;
using LxdGen.Raw;

namespace LxdGen.Coverage.Tests;

/// <summary>One endpoint of the schema, and what of the SDK and its tests has to do with it.</summary>
internal sealed record Endpoint(string Call, string? Extension, IReadOnlyList<string> RawMethods)
{
    private static readonly ILookup<string, MethodInfo> Raw = typeof(LxdEndpointAttribute).Assembly.GetTypes()
        .Where(type => type is { IsInterface: true, Namespace: "LxdGen.Raw" })
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<LxdEndpointAttribute>() is not null)
        .ToLookup(method => Attribute(method) is var endpoint ? $"{endpoint.Method} {endpoint.Path}" : "");

    /// <summary>All of them, in the schema's order.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        .. Schema.Tests.Schema.Shipped.Operations.Select(operation => new Endpoint(
            $"{operation}",
            (string?)operation.Node["x-lxd-extension"],
            [.. Raw[$"{operation}"].Select(method => $"{method.DeclaringType!.Name[1..]}.{method.Name}").Order(StringComparer.Ordinal)])),
    ];

    /// <summary>The public members outside of the raw clients that say that they call it.</summary>
    public IReadOnlyList<string> Members { get; } = [.. Documentation.MembersThatCall(Call)];

    /// <summary>The tests that say that they prove it, and fail if they do not send it.</summary>
    public IReadOnlyList<Proof> Proofs { get; } = [.. Proof.All.Where(proof => proof.Call == Call)];

    private static LxdEndpointAttribute Attribute(MethodInfo method) => method.GetCustomAttribute<LxdEndpointAttribute>()!;
}

/// <summary>A test that proves an endpoint.</summary>
internal sealed record Proof(string Call, string Test, bool IsOnRealLxd)
{
    public static IReadOnlyList<Proof> All { get; } = [.. Of("LxdGen.Conformance", true), .. Of("LxdGen.Tests", false)];

    // Both have the attribute among their sources.
    private static IEnumerable<Proof> Of(string tests, bool onRealLxd) =>
        from type in Assembly.Load(tests).GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        from attribute in method.GetCustomAttributesData()
        where attribute.AttributeType.FullName == "LxdGen.Coverage.ProvesAttribute"
        orderby type.Name, method.Name
        select new Proof((string)attribute.ConstructorArguments[0].Value!, $"{type.Name}.{method.Name}", onRealLxd);
}
