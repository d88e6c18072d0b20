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
    public async Task WaitAsync(LxdOperation operation, IProgress<LxdProgress>? progress, CancellationToken cancellationToken)
    {
        _ = progress;
        while (!operation.State.HasEnded)
        {
            var began = options.TimeProvider.GetTimestamp();
            operation.State.Take(await AskAsync(operation, cancellationToken).ConfigureAwait(false));
            var rest = ShortestTurn - options.TimeProvider.GetElapsedTime(began);
            if (!operation.State.HasEnded && rest > TimeSpan.Zero)
                await Task.Delay(rest, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (operation.Data.StatusCode != 200)
            throw new ServerError(operation.Data.ErrCode ?? 0, operation.Data.Err).ForOperation(operation.Request, operation.Data);
    }

    // No wait may outlast the client's patience with a single request.
    private int Seconds => options.RequestTimeout == Timeout.InfiniteTimeSpan
        ? (int)LongestWait.TotalSeconds
        : (int)Math.Clamp(options.RequestTimeout.TotalSeconds / 2, 0, LongestWait.TotalSeconds);

    private async Task<OperationData> AskAsync(LxdOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return Same(operation, await operations.WaitAsync(operation.Id, Seconds, cancellationToken).ConfigureAwait(false));
        }
        catch (LxdException e)
        {
            return await ReadAsync(operation, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<OperationData> ReadAsync(LxdOperation operation, LxdException afterError, CancellationToken cancellationToken)
    {
        try
        {
            return Same(operation, await operations.GetAsync(operation.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (LxdNotFoundException)
        {
            throw Unknown(operation, "the server has forgotten it", afterError);
        }
        catch (LxdException e)
        {
            throw Unknown(operation, "the server cannot be asked about it", e);
        }
    }

    private static OperationData Same(LxdOperation operation, LxdReply<OperationData> reply) =>
        reply.Value.Id == operation.Id && reply.Value.StatusCode >= 100
            ? reply.Value
            : throw new LxdMalformedReplyException($"The server was asked about the operation {operation.Id} and answered with the status {reply.Value.StatusCode} of '{Excerpt.OneLine(reply.Value.Id, 100)}'.");

    private static LxdOutcomeUnknownException Unknown(LxdOperation operation, string reason, LxdException cause) =>
        new($"How the operation '{operation.State.Latest?.Description}' ({operation.Id}){(operation.Request is null ? "" : $" that {operation.Request} began")} ended is unknown: {reason}. Read the object before you repeat the request. The last answer was: {cause.Message}", cause)
        {
            Method = operation.Request?.Method.Method,
            Path = operation.Request?.PathAndQuery,
            OperationId = operation.Id,
            StatusCode = cause.StatusCode,
            ServerMessage = cause.ServerMessage,
            WriteMayHaveHappened = true,
        };
}
