namespace LxdGen;

public readonly partial struct MigrationMode
{
    /// <summary>
    /// The servers do not reach each other: this process connects to both, <c>GET /1.0/operations/{operationId}/websocket</c>,
    /// and passes on what they send. LxdGen's own; no server is sent this value.
    /// </summary>
    public static MigrationMode Relay { get; } = new("relay");
}
