namespace LxdGen.Raw;

/// <summary>What a broken connection becomes.</summary>
internal static class ConnectionFault
{
    /// <summary>The exception for a request that got no whole reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sent">Whether any of it may have reached the server.</param>
    /// <param name="cause">What was thrown.</param>
    public static LxdConnectionException Create(LxdRequest request, bool sent, Exception cause)
    {
        var mayHaveHappened = sent && request.IsWrite;
        return new LxdConnectionException($"{What(request, sent, cause)}{Fate(request, mayHaveHappened)}", cause)
        {
            Method = request.Method.Method,
            Path = request.PathAndQuery,
            WriteMayHaveHappened = mayHaveHappened,
        };
    }

    private static string What(LxdRequest request, bool sent, Exception cause) => cause switch
    {
        HttpRequestException { InnerException: LxdConnectionException unreachable } => $"{request} was not sent. {unreachable.Message}",
        OperationCanceledException => $"No reply to {request} came in time. Raise {nameof(LxdClientOptions)}.{nameof(LxdClientOptions.RequestTimeout)} if the server needs longer.",
        _ when sent => $"The connection broke after {request} was sent, before the reply was complete: {Innermost(cause)}",
        _ => $"The connection broke before {request} was sent: {Innermost(cause)}",
    };

    private static string Fate(LxdRequest request, bool mayHaveHappened) => (request.IsWrite, mayHaveHappened) switch
    {
        (false, _) => string.Empty,
        (true, true) => " The server may have carried it out; read the object before you repeat it.",
        (true, false) => " Nothing was changed.",
    };

    private static string Innermost(Exception cause) => cause.GetBaseException().Message;
}
