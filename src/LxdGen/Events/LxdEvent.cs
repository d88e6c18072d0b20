using System.Diagnostics;

namespace LxdGen;

/// <summary>Something that has happened on the server. Its class says what.</summary>
/// <remarks>Immutable, but for the DTOs that some hold.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class LxdEvent
{
    /// <summary>What kind of event it is; empty where it is none of the server's.</summary>
    public EventType Type { get; init; }

    /// <summary>When the server sent it, null where it does not say. Events do not always come in the order of their times.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The cluster member that it comes from; <c>none</c> on a server that is not clustered.</summary>
    public string Location { get; init; } = string.Empty;

    /// <summary>The project that it belongs to; empty where it belongs to none.</summary>
    public string Project { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Type.Value;
}
