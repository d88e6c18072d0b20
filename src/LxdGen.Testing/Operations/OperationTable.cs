using LxdGen.Testing.Faults;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Operations;

/// <summary>The operations that the server has not forgotten yet.</summary>
internal sealed class OperationTable(ServerState server)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Operation> _all = new(StringComparer.Ordinal);

    public IEnumerable<Operation> All => _all.Values;

    public Operation Get(string id) => _all.GetValueOrDefault(id) ?? throw LxdFailure.NotFound("Operation not found");

    public void Forget(string id) => _all.Remove(id);

    public void ForgetAll() => _all.Clear();

    /// <summary>Begins work and answers at once.</summary>
    /// <param name="operation">What tells of the work.</param>
    /// <param name="fault">What is to go wrong with it.</param>
    /// <param name="work">The work. The gate is held while it runs.</param>
    public Reply Start(Operation operation, FaultPlan fault, Action work)
    {
        _all.Add(operation.Id, operation);
        server.Events.Send(operation);
        operation.Run();
        server.Events.Send(operation);
        var reply = Reply.Accepted(operation);
        if (fault.ForgetsOperation)
            Forget(operation.Id);
        _ = Task.Run(() => CarryAsync(operation, fault, work, server.Stopping));
        return reply;
    }

    private async Task CarryAsync(Operation operation, FaultPlan fault, Action work, CancellationToken stopping)
    {
        await fault.OperationReleased.WaitAsync(stopping).ConfigureAwait(false);
        lock (server.Gate)
        {
            // A server that has been started again in the meantime knows nothing of it.
            if (stopping.IsCancellationRequested)
                return;
            var failure = fault.OperationError is { } error ? LxdFailure.Internal(error) : FailureOf(work);
            // Before anybody is told of the end: a test may move the clock at once.
            operation.Memory = server.Clock.CreateTimer(_ => ForgetSafely(operation.Id), null, Memory, Timeout.InfiniteTimeSpan);
            operation.End(failure);
            if (!fault.ForgetsOperation)
                server.Events.Send(operation);
        }
    }

    private void ForgetSafely(string id)
    {
        lock (server.Gate)
            Forget(id);
    }

    private static LxdFailure? FailureOf(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (LxdFailure failure)
        {
            return failure;
        }
    }
}
