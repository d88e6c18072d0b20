using LxdGen.Models;

namespace LxdGen;

/// <summary>The objects of one kind that a server, or another object, has, each with a name of its own.</summary>
/// <typeparam name="TModel">The model of one object.</typeparam>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPost">The DTO that creates one.</typeparam>
/// <remarks>Immutable and thread-safe. Members are virtual, for mocks.</remarks>
public abstract class LxdCollection<TModel, TData, TPost> : LxdCollectionBase<TModel, TData, TPost>
    where TModel : class, ILxdModel<TData>
{
    /// <summary>Reads the names only: the GET of the listing without <c>recursion</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The names, not escaped, in the server's order.</returns>
    /// <remarks>A second request, that of <see cref="LxdCollectionBase{TModel, TData, TPost}.AllAsync"/>, is made when a URL in the listing can be read in two ways, as those can to which the server adds the project.</remarks>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default)
    {
        var urls = await ListUrlsAsync(cancellationToken).ConfigureAwait(false);
        return ListedUrls.TryRead(urls.Value, ListPath) is { } tails
            ? [.. tails.Where(IsName)]
            : [.. (await ListAsync(cancellationToken).ConfigureAwait(false)).Value.Select(NameOf).Where(IsName)];
    }

    /// <summary>Reads one object: its GET.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The object, loaded.</returns>
    /// <exception cref="LxdNotFoundException">There is none of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual Task<TModel> GetAsync(string name, CancellationToken cancellationToken = default) => ReadAsync(Handle(name), cancellationToken);

    /// <summary>Reads one object if it is there: its GET.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The object, loaded; null if there is none of that name.</returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual Task<TModel?> TryGetAsync(string name, CancellationToken cancellationToken = default) => TryReadAsync(Handle(name), cancellationToken);

    /// <summary>Tells whether there is an object of this name: its GET.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Whether there is.</returns>
    /// <exception cref="ArgumentException">The name is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken = default) =>
        await TryGetAsync(name, cancellationToken).ConfigureAwait(false) is not null;

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
    /// <returns>The name; null if the server is to find one.</returns>
    protected abstract string? NameOf(TPost post);

    /// <summary>Reads the listing, URLs only.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The reply.</returns>
    protected abstract Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override TModel? HandleOf(TData data) => NameOf(data) is var name && IsName(name) ? CreateModel(name) : null;

    /// <inheritdoc/>
    protected override TModel? HandleOf(TPost post)
    {
        if (NameOf(post) is not { } name)
            return null;
        LxdName.ThrowIfUnfitForNew(name, nameof(post));
        return CreateModel(name);
    }

    /// <inheritdoc/>
    protected override TModel HandleOf(LxdReply reply) => CreateModel(CreatedName.Find(reply, ListPath));

    // What has a slash in its name lies within an object of the listing, as a snapshot does in a volume.
    private static bool IsName(string name) => !name.Contains('/', StringComparison.Ordinal);
}
