using LxdGen.Raw;

namespace LxdGen.Migration;

/// <summary>A migration, of which the target's operation is a part: it goes on by itself, whether anyone waits or not.</summary>
internal sealed class MigrationOperation : LxdOperation
{
    private readonly Task _whole;
    private readonly CancellationTokenSource _stop;
    private readonly ProgressRelay _progress;

    private MigrationOperation(LxdPipeline pipeline, OperationState state, Task whole, CancellationTokenSource stop, ProgressRelay progress)
        : base(pipeline, state) => (_whole, _stop, _progress) = (whole, stop, progress);

    public override bool HasEnded => _whole.IsCompleted;

    public override bool MayCancel => !HasEnded;

    /// <summary>Begins a migration.</summary>
    /// <param name="transfer">What goes where.</param>
    /// <param name="then">What follows when the data are there; null for nothing.</param>
    /// <param name="cancellationToken">Ends the beginning, and with it the migration.</param>
    public static async Task<LxdOperation> StartAsync(VolumeTransfer transfer, Func<CancellationToken, Task>? then, CancellationToken cancellationToken)
    {
        var stop = new CancellationTokenSource();
        var progress = new ProgressRelay();
        var begun = new TaskCompletionSource<LxdOperation>(TaskCreationOptions.RunContinuationsAsynchronously);
        var whole = RunAsync(transfer, then, target => begun.TrySetResult(target), progress, stop.Token);
        try
        {
            if (await Task.WhenAny(begun.Task, whole).WaitAsync(cancellationToken).ConfigureAwait(false) == whole)
                await whole.ConfigureAwait(false);
            return new MigrationOperation(transfer.To, (await begun.Task.ConfigureAwait(false)).State, whole, stop, progress);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync(whole, stop).ConfigureAwait(false);
            throw;
        }
    }

    public override async Task WaitAsync(IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var listening = _progress.Add(progress);
        await _whole.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the migration, and what it has begun on both servers.</summary>
    public override Task CancelAsync(CancellationToken cancellationToken = default) => StopAsync(_whole, _stop).WaitAsync(cancellationToken);

    private static async Task RunAsync(VolumeTransfer transfer, Func<CancellationToken, Task>? then, Action<LxdOperation> begun, ProgressRelay progress, CancellationToken cancellationToken)
    {
        await new VolumeMigration(transfer, begun).RunAsync(progress, cancellationToken).ConfigureAwait(false);
        if (then is not null)
            await then(cancellationToken).ConfigureAwait(false);
    }

    private static async Task StopAsync(Task whole, CancellationTokenSource stop)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        // How it ended is for those to know who wait for it.
        await whole.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
