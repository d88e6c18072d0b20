using LxdGen.Models;

namespace LxdGen;

/// <summary>What another object has exactly one of, such as the resources of a pool.</summary>
/// <typeparam name="TModel">Its model.</typeparam>
/// <remarks>Immutable and thread-safe. Members are virtual, for mocks.</remarks>
public class LxdSingleton<TModel>
    where TModel : class, ILxdModel
{
    private readonly Func<TModel> _create;

    /// <summary>Creates the address of it.</summary>
    /// <param name="create">Creates a model that is not loaded.</param>
    public LxdSingleton(Func<TModel> create) => _create = create;

    /// <summary>Reads it: its GET.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The object, loaded. Its SyncAsync reads it again.</returns>
    /// <exception cref="LxdNotFoundException">There is no such object.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<TModel> GetAsync(CancellationToken cancellationToken = default)
    {
        var model = _create();
        await model.SyncAsync(cancellationToken).ConfigureAwait(false);
        return model;
    }
}
