namespace LxdGen;

/// <summary>Tells one waiter what is new.</summary>
internal sealed class ProgressReport(OperationState state, IProgress<LxdProgress>? progress)
{
    private LxdProgress? _last;

    public void Send()
    {
        if (progress is null || state.Latest is not { } data || LxdProgress.Of(data.Metadata) is not { } now || now == _last)
            return;
        _last = now;
        progress.Report(now);
    }
}
