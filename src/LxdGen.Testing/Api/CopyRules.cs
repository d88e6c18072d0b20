using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Whether there is something to copy or move on the disk, and a place for it.</summary>
/// <param name="call">The request.</param>
/// <param name="source">What is copied.</param>
/// <param name="target">Where it goes.</param>
/// <param name="key">How it is called there.</param>
/// <param name="volumeOnly">Whether snapshots stay behind.</param>
internal sealed class CopyRules(Call call, CopySource source, Pool target, VolumeKey key, bool volumeOnly)
{
    private const string NoIndex = "Failed reading migration index header: context canceled";
    private const string NoHeader = "Failed reading BTRFS migration header: context canceled";

    private readonly IReadOnlyList<Snapshot> _snapshots = source.Snapshots(volumeOnly);
    private readonly string _from = source.Path(call.Server);
    private readonly string _to = ServerPaths.Volume(call.Server, target, key);
    private readonly bool _asSubvolumes = target.TakesSubvolumesOf(source.Volume.Pool);

    /// <summary>The folder that a snapshot of the source gets; null where it has none.</summary>
    public DiskFolder? Arriving(Snapshot snapshot) => source.Volume.FolderOf(snapshot) is { } folder ? target.Arriving(folder, source.Volume.Pool) : null;

    /// <summary>The snapshots that a refresh adds.</summary>
    public IEnumerable<Snapshot> MissingIn(Volume existing) => _snapshots.Where(snapshot => existing.Find(snapshot.Name) is null);

    /// <summary>Refuses a new volume.</summary>
    /// <param name="register">Refuses what the server cannot note down; within a pool, it does that first.</param>
    public void RequireNew(Action register)
    {
        if (source.Volume.Pool != target)
        {
            RequirePlace("Create", target.HasLeft(key) ? "Volume already exists on storage but not in database" : null);
            register();
            RequireSending("Create");
            return;
        }

        register();
        if (target.Driver == PoolDriver.Dir && target.HasLeft(key))
            throw VolumePlace.Taken(call, target, key);
        RequireWithin();
        if (target.Left.TryGetValue(VolumeFolder.Of(key), out var left) && _snapshots.FirstOrDefault(snapshot => left.Snapshots.ContainsKey(snapshot.Name)) is { } other)
        {
            // By then it has come to what was left, and goes with it.
            left.Folder = null;
            throw ProgramFailure.SnapshotInto(ServerPaths.Snapshot(call.Server, source.Volume, other.Name), ServerPaths.Snapshot(call.Server, target, key, other.Name));
        }
    }

    /// <summary>Refuses to refresh a volume. Snapshots that it has not are made by way of the volume.</summary>
    public void RequireRefresh(Volume existing)
    {
        if (source.Volume.Pool != target)
        {
            RequireRefreshBetweenPools(existing);
            return;
        }

        source.Mount();
        source.Volume.Mount(_snapshots);
        existing.Mount();
        if (source == new CopySource(existing) && target.Driver == PoolDriver.Btrfs && existing.Disk.Snapshots.Values.Any(folder => !folder.IsPlain))
        {
            // A snapshot stays that nobody knows of, and keeps the volume.
            existing.Disk.Snapshots.Add($"{Guid.NewGuid()}", existing.Disk.Folder!);
            throw LxdFailure.Internal("Failed to wait for receiver: exit status 1");
        }

        foreach (var snapshot in MissingIn(existing))
        {
            RequireImages(source with { Snapshot = snapshot }, existing);
            if (existing.Disk.Folder!.IsPlain)
                throw ProgramFailure.Snapshot(_to, ServerPaths.Snapshot(call.Server, existing, snapshot.Name), existing.Disk.Folder);
        }

        RequireImages(source, existing);
    }

    // It is the source's type that counts.
    private void RequireImages(CopySource from, Volume existing)
    {
        var (isFromThere, isToThere) = (from.Folder!.ImageSize is not null, existing.Disk.Folder!.ImageSize is not null);
        if (from.Volume.IsBlock && !(isFromThere && isToThere))
            throw ProgramFailure.Dd(from.Path(call.Server), _to, isFromThere, isToThere);
    }

    private void RequireRefreshBetweenPools(Volume existing)
    {
        RequirePlace("Refresh", existing.Disk.Folder is null ? "Volume exists in database but not on storage" : null);
        if (_asSubvolumes && source.Snapshot is not null)
            throw Failed("Refresh", "Volume is a snapshot", NoHeader);
        RequireSending("Refresh");
        if (_asSubvolumes)
            ReceiveSnapshots(existing);
        if (!_asSubvolumes && source.Volume.IsBlock && existing.Disk.Folder!.ImageSize is null)
            throw Failed("Refresh", NoIndex, $"Error opening file for writing \"{_to}/{DiskImage.Name}\": open {_to}/{DiskImage.Name}: no such file or directory");
    }

    // They come all, whether they are wanted or not. One that is another of the same name stays where it is not empty, and by then the volume is gone.
    private void ReceiveSnapshots(Volume existing)
    {
        if (existing.Disk.Folder!.IsPlain)
            throw Failed("Refresh", ProgramFailure.NotWritable(_to).Message);
        foreach (var (name, folder) in source.Volume.Snapshots.Select(snapshot => (snapshot.Name, source.Volume.FolderOf(snapshot)!)))
        {
            var there = existing.Disk.Snapshots.GetValueOrDefault(name);
            if (there?.IsFrom(folder) == true)
                continue;
            if (there?.FileNames.Any() == true)
            {
                existing.Disk.Folder = null;
                throw Failed("Refresh", ProgramFailure.TakenText(ServerPaths.Pool(call.Server, target.Name), name, ServerPaths.Snapshot(call.Server, target, key, name)));
            }

            existing.Disk.Snapshots[name] = folder.Sent();
        }
    }

    private void RequireWithin()
    {
        if (target.Driver != PoolDriver.Btrfs)
        {
            if (source.Mount().ImageSize is null && source.Volume.IsBlock)
                throw ProgramFailure.Dd(_from, _to);
        }
        else if (source.Folder is null)
        {
            throw ProgramFailure.Missing(_from);
        }
        else if (source.Folder.IsPlain)
        {
            throw ProgramFailure.Snapshot(_from, _to, source.Folder);
        }
    }

    private void RequirePlace(string verb, string? refusal)
    {
        if (source.Volume.IsBlock && source.Mount().ImageSize is null)
            throw ProgramFailure.MissingImage(_from);
        if (refusal is not null)
            throw Failed(verb, NoIndex, refusal);
    }

    private void RequireSending(string verb)
    {
        var isThere = source.Folder is not null;
        if (SendingRules.Refusal(call.Server, source, _snapshots, _asSubvolumes) is { } said)
            throw Failed(verb, [said, .. HeardOfRefusal(isThere)]);
        // btrfs sends the snapshots that it finds, and not those that the server knows of.
        if (_asSubvolumes && !volumeOnly && source.Snapshot is null && source.Volume.UnknownSnapshots.FirstOrDefault(name => !source.Volume.Disk.Snapshots[name].IsPlain) is { } unknown)
            throw Failed(verb, ProgramFailure.NotReadOnlyText(ServerPaths.Snapshot(call.Server, target, key, unknown)));
    }

    private IEnumerable<string> HeardOfRefusal(bool isThere)
    {
        if (_asSubvolumes)
            yield return isThere ? ProgramFailure.ReceiveSubvolumeText($"{ServerPaths.Pool(call.Server, target.Name)}/custom/migration.{Random.Shared.Next()}") : NoHeader;
        else if (!source.Volume.IsBlock)
            yield return ProgramFailure.ReceiveText(_to);
    }

    // The two ends of a copy between pools are told one after the other.
    private static LxdFailure Failed(string verb, params IEnumerable<string> ends) =>
        LxdFailure.Internal($"{verb} custom volume from copy failed: [{string.Join(' ', ends)}]");
}
