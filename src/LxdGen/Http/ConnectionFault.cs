namespace LxdGen.Raw;

/// <summary>What a request that got no whole reply becomes.</summary>
internal static class ConnectionFault
{
    /// <summary>The exception for a connection that could not be made, or broke.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sent">Whether any of its content was sent; null where it has none.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="limit">The option that says how long to wait.</param>
    public static LxdException Broken(LxdRequest request, bool? sent, Exception cause, string limit) => cause switch
    {
        HttpRequestException { InnerException: LxdConnectionException unreachable } => Create(request, sent, $"{request} was not sent. {unreachable.Message}", cause),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => NotHttp(request, cause),
        OperationCanceledException => Create(request, sent, $"No reply to {request} came in time. Raise {nameof(LxdClientOptions)}.{limit} if the server needs longer.", cause),
        _ => Create(request, sent, $"The connection broke {When(request, sent)}: {cause.GetBaseException().Message}", cause),
    };

    /// <summary>The exception for a token that was cancelled. Its inner exception says whether a write may have happened.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sent">Whether any of its content was sent; null where it has none.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="cancellationToken">The token.</param>
    public static OperationCanceledException Cancelled(LxdRequest request, bool? sent, OperationCanceledException cause, CancellationToken cancellationToken)
    {
        var fate = Create(request, sent, $"Cancelled {When(request, sent)}.", cause);
        return new OperationCanceledException(fate.Message, fate, cancellationToken);
    }

    private static string When(LxdRequest request, bool? sent) =>
        sent == false ? $"before {request} was sent" : $"after {request} was sent, before the reply was complete";

    private static LxdConnectionException Create(LxdRequest request, bool? sent, string message, Exception cause)
    {
        var fate = sent switch
        {
            null => string.Empty,
            true => " The server may have carried it out; read the object before you repeat it.",
            false => " Nothing was changed.",
        };
        return new LxdConnectionException(message + fate, cause)
        {
            Method = request.Method.Method,
            Path = request.PathAndQuery,
            WriteMayHaveHappened = sent == true,
        };
    }

    private static LxdMalformedReplyException NotHttp(LxdRequest request, Exception cause) =>
        new($"What answered {request} does not speak HTTP. Is it LXD that listens there?", cause)
        {
            Method = request.Method.Method,
            Path = request.PathAndQuery,
            WriteMayHaveHappened = request.IsWrite,
        };
}
