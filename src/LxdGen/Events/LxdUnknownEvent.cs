using System.Text.Json;

namespace LxdGen;

/// <summary>An event of a type that this version of LxdGen has no class for.</summary>
public sealed class LxdUnknownEvent : LxdEvent
{
    /// <summary>What the server says of it.</summary>
    public JsonElement Metadata { get; init; }
}
