namespace LxdGen;

/// <summary>Waits for operations: for their events where these can be had, else by asking.</summary>
internal sealed class OperationWaiter(OperationWatches watches, OperationPoll poll, TimeProvider clock)
{
    // An event can get lost on its way through a cluster. After this long without news the server is asked once.
    private static readonly TimeSpan LongSilence = TimeSpan.FromMinutes(5);

    /// <summary>Waits until the operation has succeeded.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="project">The project that it is in, null for the default one.</param>
    /// <param name="progress">Is told of progress.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(LxdOperation operation, string? project, IProgress<LxdProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new ProgressReport(operation.State, progress);
        try
        {
            while (!operation.HasEnded)
            {
                if (await watches.OpenAsync(project, cancellationToken).ConfigureAwait(false) is { } socket)
                    await ListenAsync(operation, socket, report, cancellationToken).ConfigureAwait(false);
                else
                    await poll.WaitAsync(operation, cancellationToken).ConfigureAwait(false);
                report.Send();
            }
        }
        catch (LxdOutcomeUnknownException) when (operation.HasEnded)
        {
            // The news came by another way after all.
        }
        catch (LxdOutcomeUnknownException) when (operation.Settle is not null)
        {
            if (await operation.Settle(cancellationToken).ConfigureAwait(false))
                return;
            throw;
        }

        if (operation.Data.StatusCode != 200)
            throw new ServerError(operation.Data.ErrCode ?? 0, operation.Data.Err).ForOperation(operation);
    }

    /// <summary>Listens until the operation has ended or the socket is lost.</summary>
    private async Task ListenAsync(LxdOperation operation, OperationSocket socket, ProgressReport report, CancellationToken cancellationToken)
    {
        var heardAll = socket.Watch(operation.State);
        try
        {
            while (true)
            {
                var changed = operation.State.Changed;
                if (!heardAll)
                    await poll.ReadAsync(operation, cancellationToken).ConfigureAwait(false);
                report.Send();
                if (operation.HasEnded || !socket.IsUp)
                    return;
                var unsure = socket.Unsure;
                heardAll = await IsHeardAsync(changed, unsure > TimeSpan.Zero ? unsure : LongSilence, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            socket.Unwatch(operation.State);
        }
    }

    private async Task<bool> IsHeardAsync(Task changed, TimeSpan silence, CancellationToken cancellationToken)
    {
        try
        {
            await changed.WaitAsync(silence, clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
