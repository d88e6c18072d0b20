namespace LxdGen.Models;

/// <summary>What the schema says of a DTO's field. Written by the templates, read by the generator.</summary>
/// <param name="name">The field's name in JSON.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LxdFieldAttribute(string name) : Attribute
{
    /// <summary>The field's name in JSON.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the server's ETag stays the same when this field changes (<c>x-lxd-etag: uncovered</c>).</summary>
    public bool NotInETag { get; set; }

    /// <summary>Whether the server empties this field when a PATCH does not send it (<c>x-lxd-patch: wiped</c>).</summary>
    public bool WipedByPatch { get; set; }

    /// <summary>The verb that this field of a PUT belongs to, so that no property is made of it (<c>x-lxd-verb</c>).</summary>
    public string? Verb { get; set; }

    /// <summary>Whether its value is a credential, which no text shows (<c>x-lxd-secret</c>).</summary>
    public bool Secret { get; set; }
}
