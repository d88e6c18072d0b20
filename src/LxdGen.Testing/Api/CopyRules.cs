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
    private readonly IReadOnlyList<Snapshot> _snapshots = source.Snapshots(volumeOnly);
    private readonly string _from = source.Path(call.Server);
    private readonly string _to = ServerPaths.Volume(call.Server, target, key);
    private readonly bool _isBetweenBtrfs = source.Volume.Pool.Driver == PoolDriver.Btrfs && target.Driver == PoolDriver.Btrfs;

    /// <summary>Refuses a new volume.</summary>
    public void RequireNew()
    {
        if (source.Volume.Pool != target)
        {
            RequireBetweenPools("Create", target.HasLeft(key) ? "Volume already exists on storage but not in database" : null);
            return;
        }

        RequireWithin();
        if (!target.Left.TryGetValue(VolumeFolder.Of(key), out var left))
            return;
        if (left.Folder is not null && target.Driver == PoolDriver.Dir)
            throw VolumePlace.Taken(call, target, key);
        if (_snapshots.FirstOrDefault(snapshot => left.Snapshots.ContainsKey(snapshot.Name)) is { } other)
        {
            // By then it has come to what was left, and goes with it.
            left.Folder = null;
            throw ProgramFailure.SnapshotInto($"{ServerPaths.Snapshots(call.Server, source.Volume)}/{other.Name}", $"{ServerPaths.Snapshots(call.Server, target, key)}/{other.Name}");
        }
    }

    /// <summary>Refuses to refresh a volume.</summary>
    public void RequireRefresh(Volume existing)
    {
        if (source.Volume.Pool == target)
        {
            source.Mount();
            source.Volume.Mount(_snapshots);
            existing.Mount();
            if (source.Volume.IsBlock && source.Folder!.ImageSize is null)
                throw ProgramFailure.Read(_from, _to);
            if (existing.IsBlock && existing.Disk.Folder!.ImageSize is null)
                throw ProgramFailure.Write(_from, _to);
            return;
        }

        RequireBetweenPools("Refresh", existing.Disk.Folder is null ? "Volume exists in database but not on storage" : null);
        if (_isBetweenBtrfs && existing.Disk.Folder!.IsPlain)
            throw Failed("Refresh", ProgramFailure.NotWritable(_to).Message);
    }

    private void RequireWithin()
    {
        if (target.Driver != PoolDriver.Btrfs)
        {
            if (source.Mount().ImageSize is null && source.Volume.IsBlock)
                throw ProgramFailure.Read(_from, _to);
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

    private void RequireBetweenPools(string verb, string? refusal)
    {
        if (source.Volume.IsBlock && source.Mount().ImageSize is null)
            throw ProgramFailure.MissingImage(_from);
        if (refusal is not null)
            throw Failed(verb, "Failed reading migration index header: context canceled", refusal);
        var isThere = source.Folder is not null;
        if (SendingRules.Refusal(call.Server, source, _snapshots, _isBetweenBtrfs) is { } said)
            throw Failed(verb, said, HeardOfRefusal(isThere));
    }

    private string HeardOfRefusal(bool isThere) => !_isBetweenBtrfs ? ProgramFailure.ReceiveText(_to)
        : isThere ? ProgramFailure.ReceiveSubvolumeText($"{ServerPaths.Pool(call.Server, target.Name)}/custom/migration.{Random.Shared.Next()}")
        : "Failed reading BTRFS migration header: context canceled";

    // The two ends of a copy between pools are told one after the other.
    private static LxdFailure Failed(string verb, params IEnumerable<string> ends) =>
        LxdFailure.Internal($"{verb} custom volume from copy failed: [{string.Join(' ', ends)}]");
}
