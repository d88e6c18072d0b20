using LxdGen.Json;
using LxdGen.Models;
using LxdGen.Raw;

namespace LxdGen;

// What the generator makes of StoragePool, continued.
public partial class StoragePoolCollection
{
    // LXD 5.0 answers 404 to the whole listing while it is deleting one of the pools.
    private const int MaxListings = 5;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<StoragePool>> AllAsync(CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.AllAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (LxdNotFoundException) when (attempt < MaxListings)
            {
            }
        }
    }

    /// <summary>
    /// Creates a pool on the members of a cluster, whom <c>GET /1.0/cluster/members</c> tells, waits until it is there, and
    /// reads it: <c>POST /1.0/storage-pools</c> for each member with <c>target</c>, one for all, then a GET. Needs the API
    /// extension <c>clustering</c>.
    /// </summary>
    /// <remarks>
    /// Config keys that belong to a member (<c>source</c>, <c>size</c> and the like) are sent for each member, the others
    /// for all. When a request is refused, what was made of the pool is removed again.
    /// </remarks>
    /// <param name="post">What to create. A key of its config that belongs to a member holds for every member.</param>
    /// <param name="memberConfigs">What members have else, or otherwise, of the keys that belong to them, by the members' names; null for nothing.</param>
    /// <param name="cancellationToken">
    /// Until the request for all is sent, ends the work between two requests and removes what was made; from then on ends the
    /// wait, and the server may carry it out all the same.
    /// </param>
    /// <returns>The pool, loaded.</returns>
    /// <exception cref="LxdConflictException">There is a pool of that name already, perhaps one that was never finished. Nothing was changed.</exception>
    /// <exception cref="ArgumentException">The name is unfit, there is no such member, or a key for a member belongs to the whole pool. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The server is not in a cluster, or this is the view of one member. Nothing was changed.</exception>
    /// <exception cref="LxdException">The server refused; the message says so where something is left of the pool.</exception>
    public virtual async Task<StoragePool> CreateOnMembersAsync(StoragePoolsPost post, IReadOnlyDictionary<string, LxdConfig>? memberConfigs = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(post);
        LxdName.ThrowIfUnfitForNew(post.Name, nameof(post));
        if (_client.Pipeline.Member is { } view)
            throw new InvalidOperationException($"A pool cannot be created on all members from the view of one, '{view}'. Use the client itself.");
        var forAll = LxdJson.Parse(LxdJson.ToUtf8(post), StoragePoolsPost.ReadJson);
        var forMembers = MemberPosts(forAll, await ReadMembersAsync(cancellationToken).ConfigureAwait(false), memberConfigs);
        if (await TryGetAsync(post.Name, cancellationToken).ConfigureAwait(false) is { } taken)
            throw new LxdConflictException($"There is a storage pool '{taken.Name}' already; its status is {taken.Status}.{(taken.Status == StoragePoolStatus.Created ? "" : " It was never finished; delete it first.")}");

        await DefineAsync(forMembers, cancellationToken).ConfigureAwait(false);
        try
        {
            return await CreateAsync(forAll, cancellationToken).ConfigureAwait(false);
        }
        // Without an answer, the server may still be at it.
        catch (LxdException e) when (e.StatusCode is not null)
        {
            await RemoveUnfinishedAsync(post.Name, e, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes the keys that belong to a member out of what is sent for all, and makes of them what is sent for each.</summary>
    private static List<(string Member, StoragePoolsPost Post)> MemberPosts(StoragePoolsPost forAll, IReadOnlyList<string> members, IReadOnlyDictionary<string, LxdConfig>? configs)
    {
        foreach (var (member, config) in configs ?? new Dictionary<string, LxdConfig>())
        {
            if (!members.Contains(member))
                throw new ArgumentException($"The cluster has no member '{member}', only {string.Join(", ", members)}.", nameof(configs));
            if (config.Keys.FirstOrDefault(key => !ConfigKeys.OfPoolMember.Contains(key)) is { } other)
                throw new ArgumentException($"The config key '{other}' of member '{member}' does not belong to a member. Set it for the whole pool.", nameof(configs));
        }

        var shared = forAll.Config.Where(item => ConfigKeys.OfPoolMember.Contains(item.Key)).ToList();
        shared.ForEach(item => forAll.Config.Remove(item));
        return [.. members.Select(member =>
        {
            var post = new StoragePoolsPost { Name = forAll.Name, Driver = forAll.Driver };
            foreach (var (key, value) in shared.Concat(configs?.GetValueOrDefault(member) ?? []))
                post.Config[key] = value;
            return (member, post);
        })];
    }

    private async Task<IReadOnlyList<string>> ReadMembersAsync(CancellationToken cancellationToken)
    {
        // Asked anew: a server may have joined a cluster since the client first asked.
        var server = await new ServerClient(_client.Pipeline).GetAsync(cancellationToken).ConfigureAwait(false);
        if (server.Value.Environment is { ServerClustered: false })
            throw new InvalidOperationException("The server is not a member of a cluster. Use CreateAsync.");
        var members = await new ClusterMembersClient(_client.Pipeline).ListAsync(cancellationToken).ConfigureAwait(false);
        // In one order for all who do this at once, so that only the first gets further than the first member.
        return [.. members.Value.Select(member => member.ServerName).Order(StringComparer.Ordinal)];
    }

    /// <summary>Makes the pool known on each member. None of these requests is cut short, so that it is known what there is to remove.</summary>
    private async Task DefineAsync(List<(string Member, StoragePoolsPost Post)> posts, CancellationToken cancellationToken)
    {
        var defined = 0;
        try
        {
            foreach (var (member, post) in posts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var reply = await _client.CreateAsync(post, member, CancellationToken.None).ConfigureAwait(false);
                await WriteFate.AfterAsync(() => reply.WaitAsync(CancellationToken.None)).ConfigureAwait(false);
                defined++;
            }
        }
        // A first member that refuses may do so because somebody else is creating a pool of that name.
        catch (Exception e) when (defined > 0 || e is LxdException { StatusCode: null })
        {
            await RemoveUnfinishedAsync(posts[0].Post.Name, e, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RemoveUnfinishedAsync(string name, Exception cause, CancellationToken cancellationToken)
    {
        try
        {
            if (await TryGetAsync(name, CancellationToken.None).ConfigureAwait(false) is { } pool && pool.Status != StoragePoolStatus.Created)
                await pool.DeleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (LxdException e)
        {
            var left = new LxdException($"{cause.Message} The storage pool '{name}' is left unfinished, for it could not be removed: {e.Message} Delete it before you try again.", cause) { WriteMayHaveHappened = true };
            throw cause is OperationCanceledException ? new OperationCanceledException(left.Message, left, cancellationToken) : left;
        }
    }
}
