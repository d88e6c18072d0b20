namespace LxdGen;

/// <summary>A backup that is on the server for as long as it is exported.</summary>
internal static class TemporaryBackup
{
    // Longer than an export takes. What could not be removed then goes by itself.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);
    private static readonly TimeSpan RemovalTime = TimeSpan.FromMinutes(1);

    /// <summary>Makes a backup, uses it, and removes it whatever happens.</summary>
    public static async Task UseAsync(StorageVolume volume, StorageVolumeBackupsPost? options, TimeProvider clock, Func<StorageVolumeBackup, Task> use, CancellationToken cancellationToken)
    {
        var post = Post(options, clock);
        var backup = volume.Backups.Handle(post.Name!);
        var mayBeThere = true;
        try
        {
            try
            {
                await volume.Backups.CreateAsync(post, cancellationToken).ConfigureAwait(false);
            }
            catch (LxdException e) when (!e.WriteMayHaveHappened)
            {
                mayBeThere = false;
                throw;
            }

            await use(backup).ConfigureAwait(false);
        }
        catch (Exception e) when (mayBeThere)
        {
            if (await RemoveAsync(backup, post, clock).ConfigureAwait(false) is not { } left)
                throw;
            if (e is not LxdException known)
                throw With(e, left.Message);
            known.Add(left.Message);
            throw;
        }

        if (await RemoveAsync(backup, post, clock).ConfigureAwait(false) is { } leftover)
            throw new LxdException($"The export is complete. {leftover.Message}", leftover);
    }

    private static StorageVolumeBackupsPost Post(StorageVolumeBackupsPost? options, TimeProvider clock)
    {
        if (options?.Name is not null)
            throw new ArgumentException("The backup is a temporary one and gets a name of its own. Leave Name null, or make a backup that stays with Backups.CreateAsync.", nameof(options));
        return new StorageVolumeBackupsPost
        {
            Name = $"export-{Guid.NewGuid():N}",
            ExpiresAt = options?.ExpiresAt ?? clock.GetUtcNow() + Lifetime,
            VolumeOnly = options?.VolumeOnly,
            OptimizedStorage = options?.OptimizedStorage,
            CompressionAlgorithm = options?.CompressionAlgorithm,
            Version = options?.Version,
            AdditionalProperties = options?.AdditionalProperties,
        };
    }

    /// <summary>Removes it, even while it is being made, and says why it could not; null if it is gone.</summary>
    private static async Task<LxdException?> RemoveAsync(StorageVolumeBackup backup, StorageVolumeBackupsPost post, TimeProvider clock)
    {
        // The caller's token may be what ended the export.
        using var limit = new CancellationTokenSource(RemovalTime, clock);
        try
        {
            await backup.DeleteAsync(limit.Token).ConfigureAwait(false);
            return null;
        }
        // Backups go with their volume.
        catch (Exception e) when (e is LxdNotFoundException || backup.IsDeleted)
        {
            return null;
        }
        catch (Exception e) when (e is LxdException or OperationCanceledException)
        {
            return new LxdException($"Its temporary backup '{backup.Name}' of {backup.Volume} may have been left on the server, where it takes space until it expires at {post.ExpiresAt:u}: {e.Message}", e);
        }
    }

    private static Exception With(Exception fault, string note) => fault switch
    {
        OperationCanceledException cancelled => new OperationCanceledException($"{fault.Message} {note}", fault, cancelled.CancellationToken),
        IOException => new IOException($"{fault.Message} {note}", fault),
        _ => new LxdException($"{fault.Message} {note}", fault),
    };
}
