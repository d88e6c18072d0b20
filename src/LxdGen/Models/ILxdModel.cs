namespace LxdGen.Models;

/// <summary>What every model can do, for code that works with all of them. Implemented by the generator.</summary>
public interface ILxdModel
{
    /// <summary>Whether the object was ever read from the server.</summary>
    bool IsLoaded { get; }

    /// <summary>Whether the server may have other values than this object.</summary>
    bool IsStale { get; }

    /// <summary>Whether the object was deleted through this model, alone or with what it belongs to.</summary>
    bool IsDeleted { get; }

    /// <summary>Takes the server's values.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when they are there.</returns>
    Task SyncAsync(CancellationToken cancellationToken = default);
}

/// <summary>A model of what a GET returns as <typeparamref name="TData"/>.</summary>
/// <typeparam name="TData">The DTO.</typeparam>
public interface ILxdModel<TData> : ILxdModel
{
    /// <summary>Takes values that were read elsewhere, in a listing for example.</summary>
    /// <param name="reply">The values and their ETag.</param>
    void Load(LxdReply<TData> reply);
}
