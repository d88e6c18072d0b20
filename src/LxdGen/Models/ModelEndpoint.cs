namespace LxdGen.Models;

/// <summary>The endpoint of one object. The generator derives one for each model.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
public abstract class ModelEndpoint<TData>
{
    /// <summary>What the object is, for messages: <c>StoragePool 'fast'</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where it is, with the parameters filled in: equal exactly for the same object.</summary>
    public abstract string Address { get; }

    /// <summary>What it belongs to; null for nothing.</summary>
    public virtual ILxdModel? Parent => null;

    /// <summary>Reads it.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    public abstract Task<LxdReply<TData>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Deletes it.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="NotSupportedException">The schema has no such endpoint.</exception>
    public virtual Task<LxdReply> DeleteAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"{Name} cannot be deleted.");
}

/// <summary>The endpoint of one object that can be edited.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
public abstract class ModelEndpoint<TData, TPut> : ModelEndpoint<TData>
{
    /// <summary>The fields that can be edited.</summary>
    public abstract ModelFields<TData, TPut> Fields { get; }

    /// <summary>Replaces it.</summary>
    /// <param name="body">What to send.</param>
    /// <param name="ifMatch">The ETag it must have, null for any.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    public abstract Task<LxdReply> PutAsync(TPut body, string? ifMatch, CancellationToken cancellationToken);

    /// <summary>Changes parts of it.</summary>
    /// <param name="body">What to send.</param>
    /// <param name="ifMatch">The ETag it must have, null for any.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="NotSupportedException">The schema has no such endpoint.</exception>
    public virtual Task<LxdReply> PatchAsync(TPut body, string? ifMatch, CancellationToken cancellationToken) => throw new NotSupportedException($"{Name} cannot be patched.");
}
