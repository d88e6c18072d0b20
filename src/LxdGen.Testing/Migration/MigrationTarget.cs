using System.Collections.Immutable;
using LxdGen.Testing.Api;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Migration;

/// <summary>Takes a volume from another server. It is there, and empty, from the moment when that has told of it.</summary>
internal sealed class MigrationTarget(Call call, VolumeOrder order)
{
    private readonly string _path = $"{ServerPaths.Volume(call.Server, order.Pool, order.Key)}/";
    private Volume? _existing;
    private Volume? _new;

    public async Task ReceiveAsync(MigrationLink link, CancellationToken cancellationToken)
    {
        try
        {
            var offer = MigrationHeader.Read(await link.HearAsync(cancellationToken).ConfigureAwait(false));
            MigrationHeader answer;
            lock (call.Server.Gate)
                answer = Answer(offer);
            await link.SayAsync(answer.Write(), cancellationToken).ConfigureAwait(false);
            var transport = VolumeTransports.Choose(order.Pool, order.ContentType, offer, answer.Rsync, link.Files);
            await UnlessToldAsync(link, token => ReceiveAsync(link.Files, transport, answer.SnapshotNames, token), cancellationToken).ConfigureAwait(false);
            await link.SayAsync(MigrationVerdict.Success.Write(), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (call.Server.Gate)
                Forget();
            throw;
        }
    }

    // Which snapshots there are to be, the source alone says.
    private MigrationHeader Answer(MigrationHeader offer)
    {
        _existing = order.IsRefresh ? order.Pool.Volumes.GetValueOrDefault(order.Key) : null;
        if (_existing is not null)
            VolumeCreateApi.RemoveExtra(call, _existing, offer.SnapshotNames);
        return VolumeTransports.Answer(order.Pool, order.ContentType, offer) with
        {
            IsRefresh = order.IsRefresh,
            SnapshotNames = [.. offer.SnapshotNames.Where(name => _existing?.Snapshots.Exists(snapshot => snapshot.Name == name) != true)],
        };
    }

    /// <summary>Works as long as the source does not say that it has failed.</summary>
    private static async Task UnlessToldAsync(MigrationLink link, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var told = HearFailureAsync(link, cancellationToken);
        var working = work(leaving.Token);
        if (await Task.WhenAny(working, told).ConfigureAwait(false) == told)
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw await told.ConfigureAwait(false);
        }

        await working.ConfigureAwait(false);
    }

    private static async Task<LxdFailure> HearFailureAsync(MigrationLink link, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = MigrationVerdict.Read(await link.HearAsync(cancellationToken).ConfigureAwait(false));
            return LxdFailure.Internal(verdict.Message);
        }
        catch (LxdFailure failure)
        {
            return LxdFailure.Internal($"Got error reading migration source: {failure.Message}");
        }
    }

    private async Task ReceiveAsync(VolumeStream stream, IVolumeTransport transport, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var index = MigrationIndex.Read(await stream.ReadAllAsync(cancellationToken).ConfigureAwait(false));
        if (ServerPaths.IsTooLong(order.Key.StorageName))
            throw LxdFailure.Internal($"lstat {_path.TrimEnd('/')}: file name too long");
        await stream.WriteAsync(MigrationIndex.Answer(_existing is not null), cancellationToken).ConfigureAwait(false);
        await stream.EndAsync(cancellationToken).ConfigureAwait(false);
        lock (call.Server.Gate)
            Begin(transport, cancellationToken);
        // btrfs sends all without being asked. Else who wants no snapshots takes the first part for the volume, whatever it is.
        var count = order.VolumeOnly && transport is not TreeTransport ? 1 : names.Count + 1;
        var parts = new List<ImmutableSortedDictionary<string, byte[]>>();
        while (parts.Count < count)
            parts.Add(await transport.ReceiveAsync(_path, cancellationToken).ConfigureAwait(false));
        lock (call.Server.Gate)
            End(index, names, parts, cancellationToken);
    }

    private void Begin(IVolumeTransport transport, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_existing is { ContentType: "filesystem" } && transport is BlockTransport)
            throw LxdFailure.Internal($"Error opening file for writing \"{_path}{BlockTransport.Disk}\": open {_path}{BlockTransport.Disk}: no such file or directory");
        if (_existing is not null)
            return;
        var volume = new Volume(order.Pool, order.Key, order.ContentType) { CreatedAt = call.Server.Clock.GetUtcNow(), Description = order.Description };
        // Keys that this server does not know are left out.
        volume.Config = volume.WithDefaults(ConfigRules.KnownOfVolume(call.Server.Profile, order.ContentType, ConfigMap.Of(order.Config)));
        VolumeCreateApi.Put(call, volume, order.Key.Name);
        _new = volume;
    }

    private void End(IReadOnlyList<ArchivedSnapshot> index, IReadOnlyList<string> names, List<ImmutableSortedDictionary<string, byte[]>> parts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_existing is null && order.VolumeOnly && parts.Count > 1)
            throw LxdFailure.Internal($"Failed to run: btrfs property set -f -ts {SnapshotPath(names[0])} ro true: exit status 1 (ERROR: Could not open: No such file or directory)");
        var volume = _existing ?? _new!;
        volume.Files = order.VolumeOnly ? parts[0] : parts[^1];
        if (!order.VolumeOnly)
            volume.Snapshots.AddRange(names.Zip(parts, (name, files) => Restore(index, name, files)));
        Address.Tell(call, "storage-volume-created", volume, context: ("type", volume.Key.Type));
    }

    private string SnapshotPath(string name) => $"{ServerPaths.Pool(call.Server, order.Pool.Name)}/custom-snapshots/{order.Key.StorageName}/{name}";

    private Snapshot Restore(IReadOnlyList<ArchivedSnapshot> index, string name, ImmutableSortedDictionary<string, byte[]> files)
    {
        var told = index.FirstOrDefault(snapshot => snapshot.Name == name) ?? throw LxdFailure.Internal($"Snapshot \"{name}\" is missing in the migration index");
        told.Files = files;
        return told.Restore(call.Server.Clock.GetUtcNow());
    }

    private void Forget()
    {
        if (_new is not null && order.Pool.Volumes.GetValueOrDefault(order.Key) == _new)
            order.Pool.Volumes.Remove(order.Key);
    }
}
