namespace LxdGen.Testing.Operations;

/// <summary>What kind of work an operation is.</summary>
internal static class OperationKind
{
    public const string Task = "task";

    /// <summary>It waits for websockets to be opened with its secrets.</summary>
    public const string Websocket = "websocket";

    /// <summary>It waits until its secret is used.</summary>
    public const string Token = "token";
}
