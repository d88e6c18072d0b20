namespace LxdGen;

/// <summary>An object of the server was created, changed, renamed, used or deleted.</summary>
public sealed class LxdLifecycleEvent : LxdEvent
{
    /// <summary>What has happened, to what, and who asked for it.</summary>
    public LifecycleEventData Data { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Data.Action} {Data.Source}";
}
