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

    /// <summary>Begins work and answers at once.</summary>
    /// <param name="operation">What tells of the work.</param>
    /// <param name="work">The work. The gate is held while it runs.</param>
    public Reply Start(Operation operation, Action work)
    {
        _all.Add(operation.Id, operation);
        server.Events.Send(operation);
        operation.Run();
        server.Events.Send(operation);
        var reply = Reply.Accepted(operation);
        _ = Task.Run(() => Carry(operation, work));
        return reply;
    }

    private void Carry(Operation operation, Action work)
    {
        lock (server.Gate)
        {
            operation.End(FailureOf(work));
            server.Events.Send(operation);
            server.Clock.CreateTimer(_ => ForgetSafely(operation.Id), null, Memory, Timeout.InfiniteTimeSpan);
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
