namespace LxdGen;

/// <summary>The server has written a line into its log.</summary>
public sealed class LxdLoggingEvent : LxdEvent
{
    /// <summary>The line.</summary>
    public LoggingEventData Data { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Data.Level}";
}
