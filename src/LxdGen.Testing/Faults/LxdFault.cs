using System.Collections.Concurrent;
using LxdGen.Testing.Faults;
using LxdGen.Testing.Http;

namespace LxdGen.Testing;

/// <summary>What goes wrong with the requests that it strikes. <see cref="LxdFaults.On"/> makes one, and it begins to strike when it has been told what to do.</summary>
/// <remarks>
/// It strikes once unless <see cref="Times"/> says more. What it does can be combined: a delay, then <see cref="Before(Func{Task})"/>, then the answer
/// or the cut. Thread-safe.
/// </remarks>
public sealed class LxdFault
{
    private readonly LxdFaults _faults;
    private readonly Func<LxdReceivedRequest, bool> _matches;
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Action<string, string>> _held = new();
    private Progress? _progress;
    private FaultPlan _plan = FaultPlan.None;
    private int _skipped;
    private int _times = 1;

    internal LxdFault(LxdFaults faults, Func<LxdReceivedRequest, bool> matches) => (_faults, _matches) = (faults, matches);

    /// <summary>How many requests it has struck.</summary>
    public int Strikes { get; private set; }

    /// <summary>Lets it strike more than once.</summary>
    /// <param name="count">How many requests it strikes in all; <see cref="int.MaxValue"/> for every one.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public LxdFault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Change(() => _times = count);
    }

    /// <summary>Lets requests that it would strike pass first.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public LxdFault Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Change(() => _skipped = count);
    }

    /// <summary>Lets the request wait before anything else is done with it.</summary>
    /// <param name="time">How long, by the emulator's clock.</param>
    /// <returns>The fault.</returns>
    public LxdFault Delay(TimeSpan time) => Plan(plan => plan with { Delay = time });

    /// <summary>Lets something happen when the request has come, before the server looks at it: that is where a second writer gets in between.</summary>
    /// <param name="action">
    /// What happens. A write by an <see cref="LxdClient"/> on the same socket to the object that is being written would wait for this very request, since
    /// writes of one process to one object follow each other: use <see cref="LxdEmulator.Seed"/>.
    /// </param>
    /// <returns>The fault.</returns>
    public LxdFault Before(Func<Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Plan(plan => plan with { Before = action });
    }

    /// <inheritdoc cref="Before(Func{Task})"/>
    public LxdFault Before(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Before(() =>
        {
            action();
            return Task.CompletedTask;
        });
    }

    /// <summary>Refuses the request, which changes nothing.</summary>
    /// <param name="status">The HTTP status, 400 or above.</param>
    /// <param name="error">The server's words.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is none of an error.</exception>
    public LxdFault Answer(int status, string error)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return Plan(plan => plan with { Answer = Reply.Error(status, error) });
    }

    /// <summary>Cuts the connection when the request has come. It changes nothing, which the client cannot know.</summary>
    /// <returns>The fault.</returns>
    public LxdFault CutBefore() => Plan(plan => plan with { CutsBefore = true });

    /// <summary>Carries the request out, then cuts the connection before the client has the answer.</summary>
    /// <param name="bytes">How much of the answer's body still gets through; 0 for not even its headers.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of bytes is negative.</exception>
    public LxdFault CutAfter(long bytes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return Plan(plan => plan with { CutsAfter = bytes });
    }

    /// <summary>Lets the operation that the request begins fail, with nothing changed. Where the server makes the change before it answers, it answers 500.</summary>
    /// <param name="error">The server's words.</param>
    /// <returns>The fault.</returns>
    public LxdFault FailOperation(string error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Plan(plan => plan with { OperationError = error });
    }

    /// <summary>Keeps the operation that the request begins running, with nothing changed, until <see cref="Release"/>.</summary>
    /// <returns>The fault.</returns>
    /// <remarks>A request that begins no operation is answered with 501, so that no test passes for want of one.</remarks>
    public LxdFault StallOperation() => Plan(plan => plan with { OperationReleased = _released.Task, Held = Hold });

    /// <summary>Lets the operations that <see cref="StallOperation"/> holds, or comes to hold, tell how far they are, in their metadata and in an event.</summary>
    /// <param name="text">In the server's words: LXD 5.0 writes <c>default_data: 42.88MB (42.78MB/s)</c>.</param>
    /// <param name="stage">What they are at, such as <c>fs</c>, by which LXD calls the copying of files.</param>
    /// <exception cref="ArgumentNullException">There is no text or stage.</exception>
    /// <exception cref="ArgumentException">The stage is empty.</exception>
    public void ReportProgress(string text, string stage = "fs")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(stage);
        _progress = new Progress($"{stage}_progress", text);
        foreach (var tell in _held)
            tell(_progress.Key, _progress.Text);
    }

    /// <summary>Carries out the operation that the request begins, but knows nothing of it afterwards: no event tells its end, and who asks for it is answered 404.</summary>
    /// <returns>The fault.</returns>
    /// <inheritdoc cref="StallOperation" path="/remarks"/>
    public LxdFault ForgetOperation() => Plan(plan => plan with { ForgetsOperation = true });

    /// <summary>Lets the operations that it holds go on. It holds none after that.</summary>
    public void Release()
    {
        _held.Clear();
        _released.TrySetResult();
    }

    /// <summary>Waits until it has struck for the first time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when a request that it strikes has come and its delay, if any, has begun, before anything is done with it.</returns>
    public Task WaitForStrikeAsync(CancellationToken cancellationToken = default) => _struck.Task.WaitAsync(cancellationToken);

    /// <summary>What is to be done with a request, null for nothing. Who asks holds the lock of all faults.</summary>
    internal FaultPlan? Strike(LxdReceivedRequest request)
    {
        if (_plan == FaultPlan.None || Strikes == _times || !_matches(request))
            return null;
        if (_skipped > 0)
        {
            _skipped--;
            return null;
        }

        Strikes++;
        return _plan with { Struck = _struck };
    }

    private void Hold(Action<string, string> tell)
    {
        _held.Enqueue(tell);
        if (_progress is { } progress)
            tell(progress.Key, progress.Text);
    }

    private LxdFault Plan(Func<FaultPlan, FaultPlan> change) => Change(() => _plan = change(_plan));

    private LxdFault Change(Action change)
    {
        lock (_faults.Gate)
            change();
        return this;
    }

    private sealed record Progress(string Key, string Text);
}
