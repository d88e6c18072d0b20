namespace LxdGen.Generator.Models;

/// <summary>A field of the DTO that becomes a property.</summary>
internal sealed record PropertySpec
{
    public required string Name { get; init; }

    public required string JsonName { get; init; }

    /// <summary>The property's type: that in what GET returns.</summary>
    public required string Type { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>The type in what PUT takes; empty where PUT does not take it.</summary>
    public required string PutType { get; init; }

    /// <summary>What turns a value of that type into one of the property's: nothing, an operator or a call.</summary>
    public required string FromPut { get; init; }

    /// <summary>Whether null must be refused when it is set.</summary>
    public required bool RefusesNull { get; init; }

    public required bool NotInETag { get; init; }

    public required bool WipedByPatch { get; init; }

    public required bool IsSecret { get; init; }

    /// <summary>Whether the class leaves the property to the generator.</summary>
    public required bool IsGenerated { get; init; }
}

internal enum FieldKind
{
    ReadOnly,
    Value,
    Map,
    NestedMap,

    /// <summary>In PUT only, for a verb of its own: sent when given, with no property.</summary>
    Carried,
}
