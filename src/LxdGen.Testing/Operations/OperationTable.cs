using System.Diagnostics.CodeAnalysis;
using LxdGen.Testing.Faults;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Operations;

/// <summary>The operations that the server has not forgotten yet.</summary>
internal sealed class OperationTable(ServerState server)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Operation> _all = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _shared = [];

    public IEnumerable<Operation> All => _all.Values;

    public bool TryGet(string id, [NotNullWhen(true)] out Operation? operation) => _all.TryGetValue(id, out operation);

    public Operation Get(string id) => _all.GetValueOrDefault(id) ?? throw LxdFailure.NotFound("Operation not found");

    public void Forget(string id) => _all.Remove(id);

    public void ForgetAll() => _all.Clear();

    /// <summary>Begins work and answers at once.</summary>
    /// <param name="operation">What tells of the work.</param>
    /// <param name="fault">What is to go wrong with it.</param>
    /// <param name="work">The work. The gate is held while it runs.</param>
    public Reply Start(Operation operation, FaultPlan fault, Action work)
    {
        var (reply, _) = Begin(operation, fault, stopping => CarryAsync(operation, fault, work, stopping));
        return reply;
    }

    /// <summary>Begins work that takes the gate itself, where it needs it.</summary>
    public Reply Start(Operation operation, FaultPlan fault, Func<CancellationToken, Task> work)
    {
        var (reply, carried) = Begin(operation, fault, stopping => CarryAsync(operation, fault, work, stopping));
        _shared.Add(carried);
        _ = LeaveAsync(carried);
        return reply;
    }

    /// <summary>Waits until nothing is left of the work that other servers and programs have a part in. Called when the server stops.</summary>
    public Task WhenLeftAsync()
    {
        lock (server.Gate)
            return Task.WhenAll(_shared);
    }

    /// <summary>Begins to wait for what others do.</summary>
    public Reply Begin(Operation operation)
    {
        _all.Add(operation.Id, operation);
        server.Events.Send(operation);
        operation.Run();
        server.Events.Send(operation);
        return Reply.Accepted(operation);
    }

    public void Cancel(Operation operation) => End(operation, FaultPlan.None, operation.Cancel);

    private (Reply Reply, Task Carried) Begin(Operation operation, FaultPlan fault, Func<CancellationToken, Task> carry)
    {
        var reply = Begin(operation);
        if (fault.ForgetsOperation)
            Forget(operation.Id);
        fault.Held?.Invoke((key, text) => Report(operation, key, text));
        var stopping = server.Stopping;
        return (reply, Task.Run(() => carry(stopping), CancellationToken.None));
    }

    private async Task LeaveAsync(Task carried)
    {
        await carried.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (server.Gate)
            _shared.Remove(carried);
    }

    private async Task CarryAsync(Operation operation, FaultPlan fault, Action work, CancellationToken stopping)
    {
        await fault.OperationReleased.WaitAsync(stopping).ConfigureAwait(false);
        // Its effect and its end are seen at once.
        lock (server.Gate)
        {
            // A server that has been started again in the meantime knows nothing of it.
            if (!stopping.IsCancellationRequested)
                End(operation, fault, fault.OperationError is { } error ? LxdFailure.Internal(error) : FailureOf(work));
        }
    }

    private async Task CarryAsync(Operation operation, FaultPlan fault, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await fault.OperationReleased.WaitAsync(stopping).ConfigureAwait(false);
        var failure = fault.OperationError is { } error ? LxdFailure.Internal(error) : await FailureOfAsync(() => work(stopping), stopping).ConfigureAwait(false);
        lock (server.Gate)
        {
            if (!stopping.IsCancellationRequested)
                End(operation, fault, failure);
        }
    }

    private void Report(Operation operation, string key, string text)
    {
        lock (server.Gate)
        {
            // One that a restart has lost does not end.
            if (operation.HasEnded || !_all.ContainsKey(operation.Id))
                return;
            operation.Report(key, text, server.Clock.GetUtcNow());
            server.Events.Send(operation);
        }
    }

    private void End(Operation operation, FaultPlan fault, LxdFailure? failure) => End(operation, fault, () => operation.End(failure));

    private void End(Operation operation, FaultPlan fault, Action end)
    {
        // Before anybody is told of the end: a test may move the clock at once.
        operation.Memory = server.Clock.CreateTimer(_ => ForgetSafely(operation.Id), null, Memory, Timeout.InfiniteTimeSpan);
        end();
        if (!fault.ForgetsOperation)
            server.Events.Send(operation);
    }

    private void ForgetSafely(string id)
    {
        lock (server.Gate)
            Forget(id);
    }

    private static async Task<LxdFailure?> FailureOfAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            stopping.ThrowIfCancellationRequested();
            await work().ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            return AsFailure(e);
        }
    }

    private static LxdFailure? FailureOf(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception e)
        {
            return AsFailure(e);
        }
    }

    // Else nobody would be told of a mistake, and all would wait.
    private static LxdFailure AsFailure(Exception e) => e as LxdFailure ?? LxdFailure.Internal($"The emulator threw {e}");
}
