namespace LxdGen.Raw;

/// <summary>A client that the templates make from a schema: one method per endpoint, no state, no magic.</summary>
/// <remarks>
/// Every method throws <see cref="LxdConnectionException"/> where the server cannot be reached,
/// <see cref="LxdMalformedReplyException"/> where it is not LXD that answers, <see cref="OperationCanceledException"/>
/// when its token is cancelled, and <see cref="ArgumentException"/>, before anything is sent, for a name that is no
/// path segment. Implementations are thread-safe.
/// </remarks>
public interface ILxdRawClient
{
    /// <summary>What sends the requests.</summary>
    LxdPipeline Pipeline { get; }
}
