namespace LxdGen;

/// <summary>An operation has begun, come further or ended. The news of one operation do not always come in order.</summary>
public sealed class LxdOperationEvent : LxdEvent
{
    /// <summary>The operation as it was then. Its metadata may hold secrets.</summary>
    public OperationData Data { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Data.Id} {Data.Status}";
}
