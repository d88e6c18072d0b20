using LxdGen.Models;

namespace LxdGen;

/// <summary>The objects of one kind that a server, or another object, has.</summary>
/// <typeparam name="TModel">The model of one object.</typeparam>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPost">The DTO that creates one.</typeparam>
/// <remarks>Immutable and thread-safe. Members are virtual, for mocks.</remarks>
public abstract class LxdCollection<TModel, TData, TPost>
    where TModel : class, ILxdModel<TData>
{
    /// <summary>Reads all objects in one request: the GET of the listing with <c>recursion=1</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The objects, loaded, in the server's order. A listing has no ETags, so the first save of one reads it again.</returns>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<IReadOnlyList<TModel>> AllAsync(CancellationToken cancellationToken = default)
    {
        var listing = await ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. listing.Value.Select(data => Loaded(NameOf(data), new LxdReply<TData>(data, listing.StatusCode)))];
    }

    /// <summary>Reads the names only: the GET of the listing without <c>recursion</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The names, not escaped, in the server's order.</returns>
    /// <remarks>A second request, that of <see cref="AllAsync"/>, is made when a URL in the listing can be read in two ways.</remarks>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default)
    {
        var urls = await ListUrlsAsync(cancellationToken).ConfigureAwait(false);
        var prefix = $"{ListPath}/";
        // Some servers write names into these URLs as they are, some escape them: what has a percent sign could be either.
        var isPlain = urls.Value.All(url => url.StartsWith(prefix, StringComparison.Ordinal) && !url.Contains('%', StringComparison.Ordinal));
        return isPlain
            ? [.. urls.Value.Select(url => url[prefix.Length..])]
            : [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).Value.Select(NameOf)];
    }

    /// <summary>Reads one object: its GET.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The object, loaded.</returns>
    /// <exception cref="LxdNotFoundException">There is none of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<TModel> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        var model = Handle(name);
        await model.SyncAsync(cancellationToken).ConfigureAwait(false);
        return model;
    }

    /// <summary>Reads one object if it is there: its GET.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The object, loaded; null if there is none of that name.</returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual async Task<TModel?> TryGetAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(name, cancellationToken).ConfigureAwait(false);
        }
        // A server error whose text has "not found" in it does not prove that the object is absent.
        catch (LxdNotFoundException e) when (e.StatusCode == 404)
        {
            return null;
        }
    }

    /// <summary>Tells whether there is an object of this name: its GET.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Whether there is.</returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken = default) =>
        await TryGetAsync(name, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Creates an object, waits until it is there, and reads it: a POST to the listing's path, then a GET.</summary>
    /// <param name="post">What to create, sent as it is.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>The object, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken.</exception>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a control character or half a surrogate pair. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused; or, with <see cref="LxdException.WriteMayHaveHappened"/>, it is there but could not be read.</exception>
    public virtual async Task<TModel> CreateAsync(TPost post, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(post);
        var name = NameOf(post);
        LxdName.ThrowIfUnfitForNew(name, nameof(post));
        var reply = await PostAsync(post, cancellationToken).ConfigureAwait(false);
        await WriteFate.AfterAsync(() => reply.WaitAsync(cancellationToken)).ConfigureAwait(false);
        TModel? created = null;
        await WriteFate.AfterAsync(async () => created = await GetAsync(name, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return created!;
    }

    /// <summary>The address of an object, without asking the server whether it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A model that is not loaded: its data cannot be read before <see cref="ILxdModel.SyncAsync"/>, its other verbs work at once.</returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    public virtual TModel Handle(string name)
    {
        LxdName.ThrowIfNoSegment(name, nameof(name));
        return CreateModel(name);
    }

    /// <summary>The path of the listing, not escaped.</summary>
    protected abstract string ListPath { get; }

    /// <summary>Creates a model that is not loaded.</summary>
    /// <param name="name">The object's name.</param>
    /// <returns>The model.</returns>
    protected abstract TModel CreateModel(string name);

    /// <summary>The name in what GET returns.</summary>
    /// <param name="data">What GET returned.</param>
    /// <returns>The name.</returns>
    protected abstract string NameOf(TData data);

    /// <summary>The name in what is to be created.</summary>
    /// <param name="post">What is to be created.</param>
    /// <returns>The name.</returns>
    protected abstract string NameOf(TPost post);

    /// <summary>Reads the listing, whole objects.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    protected abstract Task<LxdReply<IReadOnlyList<TData>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads the listing, URLs only.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    protected abstract Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(CancellationToken cancellationToken);

    /// <summary>Sends what is to be created.</summary>
    /// <param name="post">What is to be created.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply; its operation was not waited for.</returns>
    protected abstract Task<LxdReply> PostAsync(TPost post, CancellationToken cancellationToken);

    private TModel Loaded(string name, LxdReply<TData> reply)
    {
        var model = CreateModel(name);
        model.Load(reply);
        return model;
    }
}
