namespace LxdGen;

/// <summary>
/// Here events are missing from the stream. It is not the server that sends this, but the stream itself: the connection was
/// lost and made again, or the reader was too slow. Read again what you keep a copy of.
/// </summary>
public sealed class LxdEventsMissedEvent : LxdEvent
{
    /// <summary>How many events were dropped because the reader was too slow; null where the connection was lost, since nobody knows.</summary>
    public long? Count { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Count is { } count ? $"missed {count}" : "missed some";
}
