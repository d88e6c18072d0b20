using LxdGen.Json;

namespace LxdGen.Raw;

/// <summary>A reply as it came, and how it becomes a value or an exception: the one place that reads envelopes.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ETag">The ETag header as sent.</param>
/// <param name="Location">The Location header as sent.</param>
/// <param name="Body">The body, whose buffer goes back to its pool with the exchange.</param>
internal readonly record struct Exchange(LxdRequest Request, int StatusCode, string? ETag, string? Location, ReplyBody Body) : IDisposable
{
    /// <summary>What to look at if it was refused as forbidden.</summary>
    public string? Advice { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Body.Release();

    /// <summary>The answer to a question.</summary>
    public LxdReply<T> ToValue<T>(ReadValue<T> readValue)
    {
        var envelope = Open(readValue);
        if (!envelope.HasValue)
            throw Malformed($"it is of type '{envelope.Type}' and has no metadata to read", null);
        return new LxdReply<T>(envelope.Value!, StatusCode, ETag);
    }

    /// <summary>The answer to a change.</summary>
    /// <param name="begin">Makes an operation of what the server says of it.</param>
    public LxdReply ToReply(Func<OperationData, LxdOperation> begin)
    {
        var envelope = Open(LxdJson.ReadFreeForm);
        if (envelope.Type == "sync")
            return new LxdReply(this, null, envelope.Value);
        var operation = envelope.Operation ?? new OperationData();
        if (operation.Id.Length == 0)
            operation.Id = envelope.OperationUrl.Split('?')[0].Split('/')[^1];
        if (!LxdName.IsSegment(operation.Id))
            throw Malformed("it names no operation that could be waited for", null);
        return new LxdReply(this, begin(operation));
    }

    /// <summary>The answer to a request for something that is no reply of LXD's, where it is one.</summary>
    /// <param name="wanted">What was asked for.</param>
    public LxdException ToRefusal(string wanted)
    {
        Open<object?>(null);
        return Malformed($"{wanted} was asked for", null);
    }

    private Envelope<T> Open<T>(ReadValue<T>? readValue)
    {
        Envelope<T> envelope;
        try
        {
            envelope = Envelope<T>.Read(Body.Bytes, readValue);
        }
        catch (LxdMalformedReplyException e)
        {
            throw Malformed(e.Message, e);
        }

        // Some servers put an error into a reply of status 200: the body's type counts.
        if (envelope.Type == "error")
            throw new ServerError(CodeOf(envelope.ErrorCode), envelope.Error).ForReply(Request, Advice);
        if (envelope.Type is not ("sync" or "async"))
            throw Malformed("it has no type that LXD knows", null);
        if (StatusCode >= 400)
            throw new ServerError(StatusCode, envelope.Error).ForReply(Request, Advice);
        return envelope;
    }

    private int CodeOf(int errorCode) => errorCode >= 400 ? errorCode : StatusCode >= 400 ? StatusCode : 0;

    private LxdMalformedReplyException Malformed(string reason, LxdMalformedReplyException? cause) =>
        new($"The reply to {Request} (status {StatusCode}) is not one of LXD: {reason}. It begins: {Excerpt.Of(Body.Bytes.Span)}", cause)
        {
            JsonPath = cause?.JsonPath,
            Method = Request.Method.Method,
            Path = Request.PathAndQuery,
            StatusCode = StatusCode,
            WriteMayHaveHappened = Request.IsWrite,
        };
}
