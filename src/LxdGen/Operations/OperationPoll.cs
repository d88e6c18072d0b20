using LxdGen.Raw;

namespace LxdGen;

/// <summary>Asks for operations, whatever dialect of <c>/wait</c> the server speaks.</summary>
/// <remarks>
/// Servers answer a failed operation with the operation, or with an error of status 404 or 500, or with an error in a
/// reply of status 200; likewise a timeout. So an error from <c>/wait</c> proves nothing until the operation was read.
/// </remarks>
internal sealed class OperationPoll(IOperationsClient operations, LxdClientOptions options)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // A server whose /wait does not wait must not be asked in a tight loop.
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(250);

    // How long a server that cannot be reached is given to come back, as after an upgrade.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks once, and lets the server answer when it likes within half a minute.</summary>
    /// <exception cref="LxdOutcomeUnknownException">The server has forgotten the operation, or cannot be asked any more.</exception>
    public async Task WaitAsync(LxdOperation operation, CancellationToken cancellationToken)
    {
        var began = options.TimeProvider.GetTimestamp();
        try
        {
            Take(operation, await operations.WaitAsync(operation.Id, Seconds, cancellationToken).ConfigureAwait(false));
        }
        catch (LxdException e)
        {
            await ReadAsync(operation, e, cancellationToken).ConfigureAwait(false);
        }

        var rest = ShortestTurn - options.TimeProvider.GetElapsedTime(began);
        if (!operation.HasEnded && rest > TimeSpan.Zero)
            await Task.Delay(rest, options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks how far the operation is now.</summary>
    /// <exception cref="LxdOutcomeUnknownException">The server has forgotten the operation, or cannot be asked any more.</exception>
    public Task ReadAsync(LxdOperation operation, CancellationToken cancellationToken) => ReadAsync(operation, null, cancellationToken);

    // No wait may outlast the client's patience with a single request.
    private int Seconds => options.RequestTimeout == Timeout.InfiniteTimeSpan
        ? (int)LongestWait.TotalSeconds
        : (int)Math.Clamp(options.RequestTimeout.TotalSeconds / 2, 0, LongestWait.TotalSeconds);

    private async Task ReadAsync(LxdOperation operation, LxdException? afterError, CancellationToken cancellationToken)
    {
        var began = options.TimeProvider.GetTimestamp();
        var backoff = new Backoff(options.TimeProvider);
        while (true)
        {
            await Task.Delay(backoff.Begin(), options.TimeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                Take(operation, await operations.GetAsync(operation.Id, cancellationToken).ConfigureAwait(false));
                return;
            }
            catch (LxdNotFoundException e)
            {
                throw Unknown(operation, "the server has forgotten it", afterError ?? e);
            }
            catch (LxdException e) when (e is not LxdConnectionException and not { StatusCode: 503 } || options.TimeProvider.GetElapsedTime(began) > Patience)
            {
                throw Unknown(operation, "the server cannot be asked about it", e);
            }
            catch (LxdException)
            {
                // It may come back, and even know the operation still.
            }
        }
    }

    private static void Take(LxdOperation operation, LxdReply<OperationData> reply)
    {
        if (reply.Value.Id != operation.Id || reply.Value.StatusCode < 100)
            throw new LxdMalformedReplyException($"The server was asked about the operation {operation.Id} and answered with the status {reply.Value.StatusCode} of '{Excerpt.OneLine(reply.Value.Id, 100)}'.");
        operation.State.Take(reply.Value);
    }

    private static LxdOutcomeUnknownException Unknown(LxdOperation operation, string reason, LxdException cause) =>
        new($"How {operation.Describe()} ended is unknown: {reason}. Read the object before you repeat the request. The last answer was: {cause.Message}", cause)
        {
            Method = operation.Request?.Method.Method,
            Path = operation.Request?.PathAndQuery,
            OperationId = operation.Id,
            StatusCode = cause.StatusCode,
            ServerMessage = cause.ServerMessage,
            WriteMayHaveHappened = true,
        };
}
