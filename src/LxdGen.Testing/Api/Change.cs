using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.Api;

/// <summary>A change that old servers make before they answer, and new ones in an operation.</summary>
internal static class Change
{
    /// <param name="call">The request.</param>
    /// <param name="extension">The API extension of the servers that make an operation of it.</param>
    /// <param name="description">What the operation is called.</param>
    /// <param name="done">The answer of the others.</param>
    /// <param name="change">Makes it.</param>
    public static Reply Make(Call call, string extension, string description, Reply done, Action change)
    {
        if (call.Server.Profile.Has(extension))
            return Start(call, description, null, _ => change());
        if (call.Fault.OperationError is { } error)
            throw LxdFailure.Internal(error);
        change();
        return done;
    }

    /// <summary>Begins what all servers do in an operation.</summary>
    public static Reply Start(Call call, string description, IReadOnlyDictionary<string, string>? resources, Action<Operation> work)
    {
        var operation = New(call, description, resources);
        return Start(call, operation, () => work(operation));
    }

    public static Reply Start(Call call, Operation operation, Action work)
    {
        call.HasBegunOperation = true;
        return call.Server.Operations.Start(operation, call.Fault, work);
    }

    /// <summary>Begins what others have a part in: a server, a program. The work takes the gate itself.</summary>
    public static Reply Start(Call call, Operation operation, Func<CancellationToken, Task> work)
    {
        call.HasBegunOperation = true;
        return call.Server.Operations.Start(operation, call.Fault, work);
    }

    public static Operation New(Call call, string description, IReadOnlyDictionary<string, string>? resources, string operationClass = OperationKind.Task, string? project = null) =>
        new(description, project ?? call.Project, call.Server.Clock.GetUtcNow())
        {
            Class = operationClass,
            Resources = resources?.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
            Location = call.Member,
            TellsEntity = call.Server.Profile.Has("operation_metadata_entity_url"),
            TellsErrorCode = call.Server.Profile.Has("storage_and_network_operations"),
        };
}
