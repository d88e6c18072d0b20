using System.Collections.Immutable;
using LxdGen.Testing.Api;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Migration;

/// <summary>The volume that comes by a migration: a new one, or one that is refreshed. Who uses it holds the server's gate.</summary>
internal sealed class MigratedVolume(Call call, VolumeOrder order)
{
    private Volume? _existing;
    private Volume? _new;

    /// <summary>Where a real server would have it.</summary>
    public string Path { get; } = $"{ServerPaths.Volume(call.Server, order.Pool, order.Key)}/";

    /// <summary>Whether it is refreshed.</summary>
    public bool IsThere => _existing is not null;

    /// <summary>Says which snapshots are to come. Which there are to be, the source alone says.</summary>
    public MigrationHeader Answer(MigrationHeader offer)
    {
        _existing = order.IsRefresh ? order.Pool.Volumes.GetValueOrDefault(order.Key) : null;
        if (_existing is not null)
            VolumeCreateApi.RemoveExtra(call, _existing, offer.SnapshotNames);
        return VolumeTransports.Answer(order.Pool, order.ContentType, offer) with
        {
            IsRefresh = order.IsRefresh,
            SnapshotNames = IsSentWhole(offer) ? offer.SnapshotNames : [.. offer.SnapshotNames.Where(name => _existing?.Find(name) is null)],
        };
    }

    // btrfs looks at the snapshots themselves to know which are the same.
    private bool IsSentWhole(MigrationHeader offer) => !order.VolumeOnly && VolumeTransports.IsBetweenBtrfs(order.Pool, offer);

    /// <summary>Makes it, where it is new.</summary>
    public void Begin(IVolumeTransport transport, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_existing is { Disk.Folder.ImageSize: null } && transport is BlockTransport)
            throw LxdFailure.Internal($"Error opening file for writing \"{Path}{DiskImage.Name}\": open {Path}{DiskImage.Name}: no such file or directory");
        if (_existing is not null)
            return;
        var volume = new Volume(order.Pool, order.Key, order.ContentType) { CreatedAt = call.Server.Clock.GetUtcNow(), Description = order.Description };
        // Keys that this server does not know are left out.
        volume.Config = volume.WithDefaults(ConfigRules.KnownOfVolume(call.Server.Profile, order.ContentType, ConfigMap.Of(order.Config)));
        VolumeCreateApi.Check(call, volume, order.Key.Name);
        VolumeCreateApi.Put(call, volume, volume.Key.StorageName);
        _new = volume;
    }

    /// <summary>Refuses to go on where the disk has something else than what the server knows of.</summary>
    public void RequirePlace()
    {
        if (ServerPaths.IsTooLong(order.Key.StorageName))
            throw LxdFailure.Internal($"lstat {Path.TrimEnd('/')}: file name too long");
        if (_existing is null && order.Pool.HasLeft(order.Key))
            throw LxdFailure.Internal("Volume already exists on storage but not in database");
        if (_existing is { Disk.Folder: null })
            throw LxdFailure.Internal("Volume exists in database but not on storage");
    }

    /// <summary>Puts into it what has come.</summary>
    public void End(IReadOnlyList<ArchivedSnapshot> index, IReadOnlyList<string> names, List<ImmutableSortedDictionary<string, byte[]>> parts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_existing is null && order.VolumeOnly && parts.Count > 1)
            throw LxdFailure.Internal($"Failed to run: btrfs property set -f -ts {SnapshotPath(names[0])} ro true: exit status 1 (ERROR: Could not open: No such file or directory)");
        var volume = _existing ?? _new!;
        if (!volume.IsThere)
            throw LxdFailure.NotFound("Storage volume not found");
        if (!order.VolumeOnly)
            Restore(volume, index, [.. names.Zip(parts)]);
        volume.Files = order.VolumeOnly ? parts[0] : parts[^1];
        Address.Tell(call, "storage-volume-created", volume, context: ("type", volume.Key.Type));
    }

    private string SnapshotPath(string name) => ServerPaths.Snapshot(call.Server, order.Pool, order.Key, name);

    private void Restore(Volume volume, IReadOnlyList<ArchivedSnapshot> index, IReadOnlyList<(string Name, ImmutableSortedDictionary<string, byte[]> Files)> sent)
    {
        foreach (var (name, files) in sent)
            RefuseOther(volume, name, files);
        foreach (var (name, files) in sent)
        {
            if (volume.Find(name) is not null)
                volume.Disk.Snapshots[name] = (volume.Disk.Snapshots.GetValueOrDefault(name) ?? new DiskFolder()) with { Files = files };
            else
                Restore(volume, index, name, files);
        }
    }

    // A snapshot that is another, though of the same name, btrfs puts only where an empty one is. By then the volume has gone.
    private void RefuseOther(Volume volume, string name, ImmutableSortedDictionary<string, byte[]> files)
    {
        if (volume.Disk.Snapshots.GetValueOrDefault(name) is not { Files.Count: > 0 } other || IsSame(other.Files, files))
            return;
        volume.Disk.Folder = null;
        throw LxdFailure.Internal(ProgramFailure.TakenText(ServerPaths.Pool(call.Server, order.Pool.Name), name, SnapshotPath(name)));
    }

    private static bool IsSame(ImmutableSortedDictionary<string, byte[]> one, ImmutableSortedDictionary<string, byte[]> other) =>
        one.Count == other.Count && one.All(file => other.TryGetValue(file.Key, out var data) && file.Value.AsSpan().SequenceEqual(data));

    private void Restore(Volume volume, IReadOnlyList<ArchivedSnapshot> index, string name, ImmutableSortedDictionary<string, byte[]> files)
    {
        var told = index.FirstOrDefault(snapshot => snapshot.Name == name) ?? throw LxdFailure.Internal($"Snapshot \"{name}\" is missing in the migration index");
        told.Files = files;
        told.RestoreTo(volume, call.Server.Clock.GetUtcNow());
    }

    /// <summary>Removes what was made.</summary>
    public void Forget()
    {
        if (_new is { IsThere: true } made)
            made.Pool.Volumes.Remove(made.Key);
    }
}
