using LxdGen.Models;

namespace LxdGen;

/// <summary>The objects of one kind that a server, or another object, has.</summary>
/// <typeparam name="TModel">The model of one object.</typeparam>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPost">The DTO that creates one.</typeparam>
/// <remarks>Immutable and thread-safe. Members are virtual, for mocks.</remarks>
public abstract class LxdCollectionBase<TModel, TData, TPost>
    where TModel : class, ILxdModel<TData>
{
    /// <summary>Reads all objects in one request: the GET of the listing with <c>recursion=1</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The objects, loaded, in the server's order. A listing has no ETags, so the first save of one reads it again.</returns>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<IReadOnlyList<TModel>> AllAsync(CancellationToken cancellationToken = default) =>
        Loaded(await ListAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Creates an object, waits until that is done, and reads it: the POST to the listing, then its GET.</summary>
    /// <param name="post">What to create.</param>
    /// <param name="cancellationToken">Ends the wait; the server may create it all the same.</param>
    /// <returns>The object, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken.</exception>
    /// <exception cref="ArgumentException">The name cannot be one, or has a control character. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused, or could not be reached; <see cref="LxdException.WriteMayHaveHappened"/> tells whether the object may be there.</exception>
    protected async Task<TModel> CreateFromAsync(TPost post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        var handle = HandleOf(post);
        var reply = await PostAsync(post, cancellationToken).ConfigureAwait(false);
        TModel? created = null;
        await WriteFate.AfterAsync(async () =>
        {
            await reply.WaitAsync(cancellationToken).ConfigureAwait(false);
            created = await ReadAsync(handle ?? HandleOf(reply), cancellationToken).ConfigureAwait(false);
            Take(created, reply);
        }).ConfigureAwait(false);
        return created!;
    }

    /// <summary>Reads an object.</summary>
    /// <param name="handle">The object, not loaded.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The same, loaded.</returns>
    protected static async Task<TModel> ReadAsync(TModel handle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handle);
        await handle.SyncAsync(cancellationToken).ConfigureAwait(false);
        return handle;
    }

    /// <summary>Reads an object if it is there.</summary>
    /// <param name="handle">The object, not loaded.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The same, loaded; null if it is not there.</returns>
    protected static async Task<TModel?> TryReadAsync(TModel handle, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(handle, cancellationToken).ConfigureAwait(false);
        }
        // A server error whose text has "not found" in it does not prove that the object is absent.
        catch (LxdNotFoundException e) when (e.StatusCode == 404)
        {
            return null;
        }
    }

    /// <summary>What the objects belong to, unless it was deleted through this very model: by now another one may have its name.</summary>
    /// <typeparam name="TParent">Its model.</typeparam>
    /// <param name="parent">It.</param>
    /// <returns>The same.</returns>
    /// <exception cref="InvalidOperationException">It was deleted.</exception>
    protected static TParent Existing<TParent>(TParent parent)
        where TParent : ILxdModel
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent.IsDeleted ? throw new InvalidOperationException($"{parent} has nothing any more. To work with a new object of that name, get it from its collection.") : parent;
    }

    /// <summary>The objects of a listing.</summary>
    /// <param name="listing">What the server listed.</param>
    /// <returns>The objects, loaded.</returns>
    protected IReadOnlyList<TModel> Loaded(LxdReply<IReadOnlyList<TData>> listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var models = new List<TModel>(listing.Value.Count);
        foreach (var data in listing.Value)
        {
            if (HandleOf(data) is not { } model)
                continue;
            model.Load(new LxdReply<TData>(data, listing.StatusCode));
            models.Add(model);
        }

        return models;
    }

    /// <summary>The object that an entry of the listing is about.</summary>
    /// <param name="data">The entry.</param>
    /// <returns>The object, not loaded; null for what is listed but is no object of this kind.</returns>
    protected abstract TModel? HandleOf(TData data);

    /// <summary>The object that will be created.</summary>
    /// <param name="post">What is to be created.</param>
    /// <returns>The object, not loaded; null if the server is to find a name for it.</returns>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    protected abstract TModel? HandleOf(TPost post);

    /// <summary>The object that was created under a name that the server found.</summary>
    /// <param name="reply">The reply, whose operation has ended.</param>
    /// <returns>The object, not loaded.</returns>
    protected virtual TModel HandleOf(LxdReply reply) => throw new NotSupportedException("The server finds no names for objects of this kind.");

    /// <summary>Takes what the server tells of a creation and of nothing else. By default, nothing.</summary>
    /// <param name="created">The object, loaded.</param>
    /// <param name="reply">The reply, whose operation has ended.</param>
    protected virtual void Take(TModel created, LxdReply reply)
    {
    }

    /// <summary>Reads the listing, whole objects.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    protected abstract Task<LxdReply<IReadOnlyList<TData>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sends what is to be created.</summary>
    /// <param name="post">What is to be created.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply; its operation was not waited for.</returns>
    protected abstract Task<LxdReply> PostAsync(TPost post, CancellationToken cancellationToken);
}
