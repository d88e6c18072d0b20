using LxdGen.Testing.Api;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Migration;

/// <summary>Sends a volume to another server.</summary>
internal sealed class MigrationSource(ServerState server, Volume volume, bool volumeOnly)
{
    private Pool _pool = volume.Pool;
    private IReadOnlyList<Snapshot> _snapshots = [];

    public async Task SendAsync(MigrationLink link, CancellationToken cancellationToken)
    {
        MigrationHeader offer;
        lock (server.Gate)
        {
            (_pool, _snapshots) = (volume.Pool, volumeOnly ? [] : [.. volume.Snapshots]);
            offer = VolumeTransports.Offer(_pool, volume.ContentType, [.. _snapshots.Select(snapshot => snapshot.Name)]);
        }

        await link.SayAsync(offer.Write(), cancellationToken).ConfigureAwait(false);
        var answer = MigrationHeader.Read(await link.HearAsync(cancellationToken).ConfigureAwait(false));
        if (answer.IsRefresh == true)
            _snapshots = [.. _snapshots.Zip(offer.SnapshotNames).Where(offered => answer.SnapshotNames.Contains(offered.Second)).Select(offered => offered.First)];
        try
        {
            await SendAsync(link.Files, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure failure)
        {
            await TellAsync(link, failure, cancellationToken).ConfigureAwait(false);
            throw;
        }

        var verdict = MigrationVerdict.Read(await link.HearAsync(cancellationToken).ConfigureAwait(false));
        if (!verdict.IsSuccess)
            throw LxdFailure.Internal(verdict.Message);
    }

    private async Task SendAsync(VolumeStream stream, MigrationHeader answer, CancellationToken cancellationToken)
    {
        byte[] index;
        string? refusal;
        List<VolumePart> parts;
        lock (server.Gate)
        {
            index = MigrationIndex.Write(volume, _snapshots);
            refusal = SendingRules.Refusal(server, new CopySource(volume), _snapshots, VolumeTransports.IsBetweenBtrfs(_pool, answer));
            parts = refusal is null ? [.. _snapshots.Select(Part), Part()] : [];
        }

        await IntroduceAsync(stream, index, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
            throw LxdFailure.Internal(refusal);
        var transport = VolumeTransports.Choose(_pool, volume.ContentType, answer, answer.Rsync, stream);
        foreach (var part in parts)
            await transport.SendAsync(part, cancellationToken).ConfigureAwait(false);
    }

    private static async Task IntroduceAsync(VolumeStream stream, byte[] index, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(index, cancellationToken).ConfigureAwait(false);
            await stream.EndAsync(cancellationToken).ConfigureAwait(false);
            await stream.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure failure)
        {
            throw LxdFailure.Internal($"Failed reading migration index header: {failure.Message}");
        }
    }

    private static async Task TellAsync(MigrationLink link, LxdFailure failure, CancellationToken cancellationToken)
    {
        try
        {
            await link.SayAsync(new MigrationVerdict(false, failure.Message).Write(), cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure)
        {
            // The other side has gone already.
        }
    }

    private VolumePart Part() => new(volume.Key.StorageName, $"{PathOfVolume()}/", volume.Disk.Folder!);

    // A btrfs pool sends a copy that nobody writes to meanwhile.
    private string PathOfVolume() => volume.Pool.Driver == PoolDriver.Btrfs
        ? $"{ServerPaths.Pool(server, volume.Pool.Name)}/backup.{Random.Shared.Next()}/{volume.Key.StorageName}"
        : ServerPaths.Volume(server, volume.Pool, volume.Key);

    private VolumePart Part(Snapshot snapshot) =>
        new($"{volume.Key.StorageName}/{snapshot.Name}", $"{ServerPaths.Snapshot(server, volume, snapshot.Name)}/", volume.Disk.Snapshots[snapshot.Name]);
}
