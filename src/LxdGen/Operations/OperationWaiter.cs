using LxdGen.Raw;

namespace LxdGen;

/// <summary>Waits for operations over HTTP, whatever dialect of <c>/wait</c> the server speaks.</summary>
/// <remarks>
/// Servers answer a failed operation with the operation, or with an error of status 404 or 500, or with an error in a
/// reply of status 200; likewise a timeout. So an error from <c>/wait</c> proves nothing until the operation was read.
/// </remarks>
internal sealed class OperationWaiter(IOperationsClient operations, LxdClientOptions options)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // A server whose /wait does not wait must not be asked in a tight loop.
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until the operation has succeeded.</summary>
    /// <param name="request">What began it.</param>
    /// <param name="operation">The operation as it was then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(LxdRequest request, OperationData operation, CancellationToken cancellationToken)
    {
        while (!HasEnded(operation))
        {
            var began = options.TimeProvider.GetTimestamp();
            operation = await AskAsync(request, operation, cancellationToken).ConfigureAwait(false);
            var rest = ShortestTurn - options.TimeProvider.GetElapsedTime(began);
            if (!HasEnded(operation) && rest > TimeSpan.Zero)
                await Task.Delay(rest, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (operation.StatusCode != 200)
            throw new ServerError(operation.ErrCode ?? 0, operation.Err).ForOperation(request, operation);
    }

    private static bool HasEnded(OperationData operation) => operation.StatusCode >= 200;

    // No wait may outlast the client's patience with a single request.
    private int Seconds => options.RequestTimeout == Timeout.InfiniteTimeSpan
        ? (int)LongestWait.TotalSeconds
        : (int)Math.Clamp(options.RequestTimeout.TotalSeconds / 2, 0, LongestWait.TotalSeconds);

    private async Task<OperationData> AskAsync(LxdRequest request, OperationData operation, CancellationToken cancellationToken)
    {
        try
        {
            return Same(operation, await operations.WaitAsync(operation.Id, Seconds, cancellationToken).ConfigureAwait(false));
        }
        catch (LxdException e)
        {
            return await ReadAsync(request, operation, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<OperationData> ReadAsync(LxdRequest request, OperationData operation, LxdException afterError, CancellationToken cancellationToken)
    {
        try
        {
            return Same(operation, await operations.GetAsync(operation.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (LxdNotFoundException)
        {
            throw Unknown(request, operation, "the server has forgotten it", afterError);
        }
        catch (LxdException e)
        {
            throw Unknown(request, operation, "the server cannot be asked about it", e);
        }
    }

    private static OperationData Same(OperationData operation, LxdReply<OperationData> reply) =>
        reply.Value.Id == operation.Id && reply.Value.StatusCode >= 100
            ? reply.Value
            : throw new LxdMalformedReplyException($"The server was asked about the operation {operation.Id} and answered with the status {reply.Value.StatusCode} of '{Excerpt.OneLine(reply.Value.Id, 100)}'.");

    private static LxdOutcomeUnknownException Unknown(LxdRequest request, OperationData operation, string reason, LxdException cause) =>
        new($"How the operation '{operation.Description}' ({operation.Id}) that {request} began ended is unknown: {reason}. Read the object before you repeat the request. The last answer was: {cause.Message}", cause)
        {
            Method = request.Method.Method,
            Path = request.PathAndQuery,
            OperationId = operation.Id,
            StatusCode = cause.StatusCode,
            ServerMessage = cause.ServerMessage,
            WriteMayHaveHappened = true,
        };
}
