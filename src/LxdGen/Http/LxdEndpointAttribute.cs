namespace LxdGen.Raw;

/// <summary>Which endpoint a method of a raw client calls. Written by the templates, read by the generator.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path as the schema has it, such as <c>/1.0/storage-pools/{poolName}</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LxdEndpointAttribute(string method, string path) : Attribute
{
    /// <summary>The HTTP method.</summary>
    public string Method { get; } = method;

    /// <summary>The path as the schema has it.</summary>
    public string Path { get; } = path;

    /// <summary>The API extension that a server needs for it, null where every server has it.</summary>
    public string? Extension { get; set; }
}
