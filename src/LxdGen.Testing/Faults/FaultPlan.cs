using LxdGen.Testing.Http;

namespace LxdGen.Testing.Faults;

/// <summary>What is to go wrong with a request, in the order of the members.</summary>
internal sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    /// <summary>Is told when the request has come and its delay has begun.</summary>
    public TaskCompletionSource? Struck { get; init; }

    public TimeSpan Delay { get; init; }

    public Func<Task>? Before { get; init; }

    /// <summary>What is answered in place of the server; null where it answers itself.</summary>
    public Reply? Answer { get; init; }

    public bool CutsBefore { get; init; }

    /// <summary>After how many bytes of the answer's body the connection is cut; null for never.</summary>
    public long? CutsAfter { get; init; }

    /// <summary>Why the operation fails, without its work being done; null where it does not.</summary>
    public string? OperationError { get; init; }

    /// <summary>Ends when the operation may do its work.</summary>
    public Task OperationReleased { get; init; } = Task.CompletedTask;

    /// <summary>Is told of the operation, with what lets it tell its progress, by key and words; null where nobody wants to know.</summary>
    public Action<Action<string, string>>? Held { get; init; }

    public bool ForgetsOperation { get; init; }

    /// <summary>Whether it makes sense only where the request begins an operation.</summary>
    public bool NeedsOperation => ForgetsOperation || OperationReleased != Task.CompletedTask;
}
