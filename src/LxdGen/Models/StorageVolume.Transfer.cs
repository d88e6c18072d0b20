using LxdGen.Migration;
using LxdGen.Models;
using LxdGen.Raw;

namespace LxdGen;

public partial class StorageVolume
{
    /// <summary>Copies the volume to a pool of this or another server, waits until that is done, and reads the copy.</summary>
    /// <remarks>
    /// Within a server or cluster: <c>POST /1.0/storage-pools/{poolName}/volumes/{type}</c>. To another one: a POST to each
    /// server for its side of the migration, after which the servers talk to each other, or with
    /// <see cref="MigrationMode.Relay"/> through this process. So it is too between members of a cluster that lacks the API
    /// extension <c>cluster_internal_custom_volume_copy</c>. Config and description are those that the volume has on its
    /// server now. Needs the API extension <c>storage_api_local_volume_handling</c>, between servers <c>storage_api_remote_volume_handling</c>.
    /// </remarks>
    /// <param name="target">The pool, which knows its server, project and member. It need not be loaded.</param>
    /// <param name="options">Name and more; null for the volume's own name, with its snapshots.</param>
    /// <param name="cancellationToken">Ends the wait. A copy within a server goes on, and so does what two servers have begun with each other; with <see cref="MigrationMode.Relay"/> it ends on both.</param>
    /// <returns>The copy, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken in the target pool.</exception>
    /// <exception cref="LxdNotFoundException">There is no such volume, or no such pool.</exception>
    /// <exception cref="ArgumentException">The name cannot be one. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The other server has no address to be connected to, or this object or the pool was deleted.</exception>
    /// <exception cref="LxdException">A server refused, or failed on the way; the volume itself was left alone.</exception>
    public virtual async Task<StorageVolume> CopyToAsync(StoragePool target, StorageVolumeCopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transfer = await PrepareAsync(target, options ??= new(), options.VolumeOnly, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(await StartCopyAsync(transfer, cancellationToken).ConfigureAwait(false), transfer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to copy the volume to a pool of this or another server: <see cref="CopyToAsync"/> without the wait.</summary>
    /// <inheritdoc cref="CopyToAsync" path="/remarks"/>
    /// <param name="target">The pool, which knows its server, project and member. It need not be loaded.</param>
    /// <param name="options">Name and more; null for the volume's own name, with its snapshots.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <returns>The operation. One between servers goes on in this process too, and its <see cref="LxdOperation.CancelAsync"/> ends it here, with <see cref="MigrationMode.Relay"/> on both servers too.</returns>
    /// <inheritdoc cref="CopyToAsync" path="/exception"/>
    public virtual async Task<LxdOperation> StartCopyToAsync(StoragePool target, StorageVolumeCopyOptions? options = null, CancellationToken cancellationToken = default) =>
        await StartCopyAsync(await PrepareAsync(target, options ??= new(), options.VolumeOnly, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Moves the volume, with its snapshots, to a pool of this or another server, waits until that is done, and reads it there.</summary>
    /// <remarks>
    /// Within a server or cluster: <c>POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}</c>. To another one: it
    /// is copied as <see cref="CopyToAsync"/> does, then config, description and snapshots are compared, and only when all
    /// of them have arrived is it deleted here. Needs the same API extensions.
    /// </remarks>
    /// <param name="target">The pool, which knows its server, project and member. It need not be loaded.</param>
    /// <param name="options">Name and more; null for the volume's own name.</param>
    /// <param name="cancellationToken">Ends the wait. A move within a server goes on. Between two, what they have begun with each other goes on, with <see cref="MigrationMode.Relay"/> it ends on both, and nothing is deleted here.</param>
    /// <returns>The volume where it is now, loaded. This object is deleted then.</returns>
    /// <exception cref="LxdConflictException">The name is taken in the target pool; or the volume has backups, which would be lost, and that was not allowed.</exception>
    /// <inheritdoc cref="CopyToAsync" path="/exception[position()>1]"/>
    public virtual async Task<StorageVolume> MoveToAsync(StoragePool target, StorageVolumeMoveOptions? options = null, CancellationToken cancellationToken = default)
    {
        var transfer = await PrepareMoveAsync(target, options ?? new(), cancellationToken).ConfigureAwait(false);
        var moved = await FinishAsync(await StartMoveAsync(transfer, cancellationToken).ConfigureAwait(false), transfer, cancellationToken).ConfigureAwait(false);
        _state.MarkDeleted();
        return moved;
    }

    /// <summary>Begins to move the volume to a pool of this or another server: <see cref="MoveToAsync"/> without the wait. Within a server this object is stale then; between two it counts as deleted when the operation has ended well.</summary>
    /// <inheritdoc cref="MoveToAsync" path="/remarks"/>
    /// <param name="target">The pool, which knows its server, project and member. It need not be loaded.</param>
    /// <param name="options">Name and more; null for the volume's own name.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <returns>The operation. One between servers goes on in this process too, and its <see cref="LxdOperation.CancelAsync"/> ends it here, with <see cref="MigrationMode.Relay"/> on both servers too.</returns>
    /// <inheritdoc cref="MoveToAsync" path="/exception"/>
    public virtual async Task<LxdOperation> StartMoveToAsync(StoragePool target, StorageVolumeMoveOptions? options = null, CancellationToken cancellationToken = default) =>
        await StartMoveAsync(await PrepareMoveAsync(target, options ?? new(), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Brings a copy of the volume up to date, waits until that is done, and takes the server's values for it.</summary>
    /// <remarks>
    /// <c>POST /1.0/storage-pools/{poolName}/volumes/{type}</c>, as <see cref="CopyToAsync"/>, with refresh. LXD deletes snapshots that only the copy has; so the snapshots of both are
    /// listed first. Between two pools on btrfs, LXD 5.0 fails and loses the copy if that has snapshots of the same names which did not come from the volume.
    /// Needs the API extension <c>custom_volume_refresh</c>.
    /// </remarks>
    /// <param name="copy">The copy, of this or another server. It need not be loaded.</param>
    /// <param name="options">What may be lost; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait. A refresh within a server goes on, and so does what two servers have begun with each other; with <see cref="MigrationMode.Relay"/> it ends on both.</param>
    /// <returns>A task that ends when the server's values are in <paramref name="copy"/>.</returns>
    /// <exception cref="ArgumentException">The copy is the volume itself. Nothing was changed.</exception>
    /// <exception cref="LxdConflictException">The copy has snapshots that the volume has not, and that they are deleted was not allowed. Nothing was changed.</exception>
    /// <exception cref="LxdNotFoundException">There is no such volume, or no such copy.</exception>
    /// <exception cref="LxdException">A server refused, or failed on the way.</exception>
    public virtual async Task RefreshAsync(StorageVolume copy, StorageVolumeRefreshOptions? options = null, CancellationToken cancellationToken = default)
    {
        var operation = await StartRefreshAsync(copy, options, cancellationToken).ConfigureAwait(false);
        await WaitAsync(operation, cancellationToken).ConfigureAwait(false);
        await WriteFate.AfterAsync(() => copy.SyncAsync(cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Begins to bring a copy of the volume up to date: <see cref="RefreshAsync"/> without the wait.</summary>
    /// <inheritdoc cref="RefreshAsync" path="/remarks"/>
    /// <param name="copy">The copy, of this or another server. It need not be loaded.</param>
    /// <param name="options">What may be lost; null for nothing.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <returns>The operation. One between servers goes on in this process too, and its <see cref="LxdOperation.CancelAsync"/> ends it here, with <see cref="MigrationMode.Relay"/> on both servers too.</returns>
    /// <inheritdoc cref="RefreshAsync" path="/exception"/>
    public virtual async Task<LxdOperation> StartRefreshAsync(StorageVolume copy, StorageVolumeRefreshOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        options ??= new();
        var extra = (await copy.Snapshots.NamesAsync(cancellationToken).ConfigureAwait(false)).Except(await Snapshots.NamesAsync(cancellationToken).ConfigureAwait(false)).ToList();
        if (extra.Count > 0 && !options.DeleteExtraSnapshots)
            throw new LxdConflictException($"A refresh of {copy} from {this} would delete snapshots that only the copy has: {string.Join(", ", extra)}. Nothing was changed. Set {nameof(options.DeleteExtraSnapshots)} if they may go.");
        var source = await ReadAsync(cancellationToken).ConfigureAwait(false);
        // A copy that is missing would be made anew.
        var target = await copy.ReadAsync(cancellationToken).ConfigureAwait(false);
        var transfer = new VolumeTransfer(source, source.MemberView, copy.Pool, target.MemberView, copy.Name) { Refresh = true, Mode = options.Mode ?? MigrationMode.Pull };
        if (IsSame(source, target) && await transfer.IsOneServerAsync(cancellationToken).ConfigureAwait(false))
            throw new ArgumentException($"{copy} is the volume itself. LXD would empty a block device that is refreshed from itself, and could no more delete some volumes of files. Nothing was changed.", nameof(copy));
        return await StartCopyAsync(transfer, cancellationToken).ConfigureAwait(false);
    }

    // Where the server says that they are: several projects may have the same volumes.
    private static bool IsSame(StorageVolume one, StorageVolume other) =>
        (one.Pool.Name, one.Type, one.Name, one.Project, one.Location) == (other.Pool.Name, other.Type, other.Name, other.Project, other.Location);

    private async Task<VolumeTransfer> PrepareAsync(StoragePool target, StorageVolumePlace place, bool volumeOnly, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        _state.ThrowIfDeleted();
        if (target.IsDeleted)
            throw new InvalidOperationException($"{target} takes no volume any more. To work with a new pool of that name, get it from its collection.");
        if (place.Name is not null)
            LxdName.ThrowIfUnfitForNew(place.Name, nameof(place.Name));
        var to = target.Pipeline.View(place.Project ?? target.Pipeline.Project, place.Member ?? target.Pipeline.Member);
        var source = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var transfer = new VolumeTransfer(source, source.MemberView, target, to, place.Name ?? Name) { VolumeOnly = volumeOnly, Mode = place.Mode ?? MigrationMode.Pull };
        return to.Member is null && transfer.From.Member is { } member && await transfer.IsOneServerAsync(cancellationToken).ConfigureAwait(false)
            ? transfer with { To = to.View(to.Project, member) }
            : transfer;
    }

    private async Task<VolumeTransfer> PrepareMoveAsync(StoragePool target, StorageVolumeMoveOptions options, CancellationToken cancellationToken)
    {
        var transfer = await PrepareAsync(target, options, volumeOnly: false, cancellationToken).ConfigureAwait(false);
        var keepsBackups = transfer.MovePost().Pool is null && await transfer.IsWithinServerAsync(cancellationToken).ConfigureAwait(false);
        var backups = options.DropBackups || keepsBackups ? [] : await Backups.NamesAsync(cancellationToken).ConfigureAwait(false);
        return backups.Count == 0
            ? transfer
            : throw new LxdConflictException($"{this} has backups, which a move to another pool or server loses: {string.Join(", ", backups)}. Nothing was changed. Export or delete them, or set {nameof(options.DropBackups)}.");
    }

    /// <summary>The volume as the server has it now, apart from this object and its edits.</summary>
    private async Task<StorageVolume> ReadAsync(CancellationToken cancellationToken)
    {
        var source = new StorageVolume(_client, Pool, Type, Name);
        await source.SyncAsync(cancellationToken).ConfigureAwait(false);
        return source;
    }

    /// <summary>What reaches the member that the volume is on, where it is in a cluster and on one of them: others may have a volume of its name.</summary>
    private LxdPipeline MemberView => _client.Pipeline.ViewOf(string.Empty, Location);

    private static async Task<LxdOperation> StartCopyAsync(VolumeTransfer transfer, CancellationToken cancellationToken)
    {
        if (!await transfer.IsWithinServerAsync(cancellationToken).ConfigureAwait(false))
            return await MigrationOperation.StartAsync(transfer, then: null, cancellationToken).ConfigureAwait(false);
        await transfer.To.ListenAsync(cancellationToken).ConfigureAwait(false);
        var reply = await transfer.PostAsync(transfer.CopySource(), cancellationToken).ConfigureAwait(false);
        return reply.OperationOn(transfer.To);
    }

    private async Task<LxdOperation> StartMoveAsync(VolumeTransfer transfer, CancellationToken cancellationToken)
    {
        if (!await transfer.IsWithinServerAsync(cancellationToken).ConfigureAwait(false))
            return await MigrationOperation.StartAsync(transfer, token => DeleteSourceAsync(transfer, token), cancellationToken).ConfigureAwait(false);
        await transfer.To.ListenAsync(cancellationToken).ConfigureAwait(false);
        var reply = await _state.SendRawAsync(() => _client.PostAsync(Pool.Name, Type.Value, Name, transfer.MovePost(), target: transfer.NewMember ?? _client.Pipeline.Member, cancellationToken: cancellationToken), cancellationToken).ConfigureAwait(false);
        return reply.OperationOn(transfer.To);
    }

    private async Task DeleteSourceAsync(VolumeTransfer transfer, CancellationToken cancellationToken)
    {
        await ArrivalCheck.RunAsync(transfer, cancellationToken).ConfigureAwait(false);
        try
        {
            await transfer.Origin.DeleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdException e)
        {
            e.AddWhole($"All of {transfer} has arrived and can be relied on, but the source could not be deleted, and may be gone in part. Delete it yourself.");
            throw;
        }

        _state.MarkDeleted();
    }

    private static async Task<StorageVolume> FinishAsync(LxdOperation operation, VolumeTransfer transfer, CancellationToken cancellationToken)
    {
        await WaitAsync(operation, cancellationToken).ConfigureAwait(false);
        var there = transfer.Target;
        await WriteFate.AfterAsync(() => there.SyncAsync(cancellationToken)).ConfigureAwait(false);
        return there;
    }

    private static async Task WaitAsync(LxdOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            await operation.WaitAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (operation is MigrationOperation)
        {
            await operation.CancelAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
