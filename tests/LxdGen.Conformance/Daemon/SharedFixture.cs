namespace LxdGen.Conformance.Daemon;

/// <summary>Shares what takes time to start among all tests, started by the first that asks for it.</summary>
public abstract class SharedFixture<T>(Func<Task<T>> start) : IAsyncDisposable
    where T : class, IAsyncDisposable
{
    private readonly Lazy<Task<T>> _shared = new(start);

    protected T Shared =>
        _shared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? _shared.Value.Result
            : throw new InvalidOperationException($"Call {nameof(RequireAsync)} first.");

    /// <summary>Skips the calling test where no daemon can run, or fails it with LXDGEN_REQUIRE_LXD=1.</summary>
    public Task<T> RequireAsync()
    {
        if (LxdAvailability.Reason is { } reason)
        {
            Assert.SkipUnless(LxdAvailability.Required, reason);
            throw new InvalidOperationException($"LXDGEN_REQUIRE_LXD=1, but: {reason}");
        }

        return _shared.Value.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_shared is { IsValueCreated: true, Value.IsFaulted: false })
        {
            await (await _shared.Value).DisposeAsync();
        }
    }
}
