using System.Globalization;
using LxdGen.Raw;

namespace LxdGen;

public partial class StorageVolumeSnapshotCollection
{
    private const string EntityUrl = "operation_metadata_entity_url";

    // Each miss means that someone else took a snapshot at the same moment.
    private const int MaxNames = 20;

    /// <summary>Takes a snapshot, waits until that is done, and reads it: <c>POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots</c>, then its GET.</summary>
    /// <param name="name">Its name. Null lets the server find one; of a server that would not tell it, LxdGen asks for the first of <c>snap0</c>, <c>snap1</c> and so on that is free, which is what the server would do.</param>
    /// <param name="expiresAt">When the server deletes it. Null for what the volume's <c>snapshots.expiry</c> says, <see cref="DateTimeOffset.MinValue"/> for never. Needs the API extension <c>custom_volume_snapshot_expiry</c>.</param>
    /// <param name="description">A text for people, null for none. Servers that ignore it, such as LXD 5.0, are sent it again in a PATCH.</param>
    /// <param name="cancellationToken">Ends the wait; the server may take it all the same.</param>
    /// <returns>The snapshot, loaded.</returns>
    /// <exception cref="LxdConflictException">The name is taken.</exception>
    /// <exception cref="ArgumentException">The name cannot be one, or has a control character. Nothing was sent.</exception>
    /// <exception cref="LxdException">The server refused, or could not be reached; <see cref="LxdException.WriteMayHaveHappened"/> tells whether the snapshot may be there.</exception>
    public virtual async Task<StorageVolumeSnapshot> CreateAsync(string? name = null, DateTimeOffset? expiresAt = null, string? description = null, CancellationToken cancellationToken = default)
    {
        var post = new StorageVolumeSnapshotsPost { Name = name, ExpiresAt = expiresAt, Description = description };
        var snapshot = name is null && !(await _client.Pipeline.GetServerAsync(cancellationToken).ConfigureAwait(false)).HasExtension(EntityUrl)
            ? await CreateCountedAsync(post, cancellationToken).ConfigureAwait(false)
            : await CreateFromAsync(post, cancellationToken).ConfigureAwait(false);
        if (description is { Length: > 0 } && snapshot.Description != description)
            await snapshot.PatchAsync(new() { Description = description }, cancellationToken).ConfigureAwait(false);
        return snapshot;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<StorageVolumeSnapshot>> AllAsync(CancellationToken cancellationToken = default)
    {
        var listed = await base.AllAsync(cancellationToken).ConfigureAwait(false);
        if (listed.Count > 0)
            return listed;
        var snapshots = new List<StorageVolumeSnapshot>();
        foreach (var name in await NamesAmongVolumesAsync(cancellationToken).ConfigureAwait(false))
            snapshots.Add(await GetAsync(name, cancellationToken).ConfigureAwait(false));
        return snapshots;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default)
    {
        var names = await base.NamesAsync(cancellationToken).ConfigureAwait(false);
        return names.Count > 0 ? names : await NamesAmongVolumesAsync(cancellationToken).ConfigureAwait(false);
    }

    // LXD 5.0 lists no snapshots of a volume that is on another member than the one that is asked. Among volumes they are.
    private async Task<IReadOnlyList<string>> NamesAmongVolumesAsync(CancellationToken cancellationToken)
    {
        var pipeline = _client.Pipeline;
        if ((await pipeline.GetServerAsync(cancellationToken).ConfigureAwait(false)).Environment is not { ServerClustered: true })
            return [];
        var prefix = $"{_volume.Name}/";
        var volumes = await new StorageVolumesClient(pipeline).ListOfTypeAsync(_volume.Pool.Name, _volume.Type.Value, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. volumes.Value
            .Where(volume => volume.Name.StartsWith(prefix, StringComparison.Ordinal) && (pipeline.Member ?? volume.Location) == volume.Location)
            .Select(volume => volume.Name[prefix.Length..])];
    }

    /// <inheritdoc/>
    // A listing has VOLUME/SNAPSHOT.
    protected override string NameOf(StorageVolumeSnapshotData data) => data.Name[(data.Name.LastIndexOf('/') + 1)..];

    private async Task<StorageVolumeSnapshot> CreateCountedAsync(StorageVolumeSnapshotsPost post, CancellationToken cancellationToken)
    {
        var number = 1 + (await NamesAsync(cancellationToken).ConfigureAwait(false)).Select(NumberOf).DefaultIfEmpty(-1).Max();
        for (var attempt = 1; ; attempt++, number++)
        {
            post.Name = string.Create(CultureInfo.InvariantCulture, $"snap{number}");
            try
            {
                return await CreateFromAsync(post, cancellationToken).ConfigureAwait(false);
            }
            catch (LxdConflictException) when (attempt < MaxNames)
            {
            }
        }
    }

    private static int NumberOf(string name) =>
        name.StartsWith("snap", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
