using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.Migration;
using LxdGen.Testing.Operations;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Volumes that go to another server, and that come from one.</summary>
internal static class MigrationApi
{
    /// <summary>Lets another server, or who relays, fetch a volume.</summary>
    public static Reply Offer(Call call, Volume volume, bool volumeOnly)
    {
        var door = new MigrationDoor();
        return Change.Start(call, New(call, "Migrating storage volume", volume.Pool, volume.Key, door), async cancellationToken =>
        {
            var link = await door.WaitAsync(call.Server.Clock, cancellationToken).ConfigureAwait(false);
            await SendAsync(call, volume, volumeOnly, link, cancellationToken).ConfigureAwait(false);
        });
    }

    /// <summary>Sends a volume to another server that waits for it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="volumeOnly">Whether its snapshots stay.</param>
    /// <param name="link">The connection; null where no secrets were sent for it.</param>
    public static Reply Send(Call call, Volume volume, bool volumeOnly, MigrationLink? link)
    {
        var operation = New(call, "Migrating storage volume", volume.Pool, volume.Key);
        if (link is not null)
            _ = CloseAfterAsync(operation, link, call.Server.Stopping);
        return Change.Start(call, operation, cancellationToken =>
            SendAsync(call, volume, volumeOnly, link ?? throw LxdFailure.Internal("Empty websocket connection"), cancellationToken));
    }

    /// <summary>Waits for another server, or for who relays, to send a volume.</summary>
    public static Reply Expect(Call call, VolumeOrder order)
    {
        var door = new MigrationDoor();
        return Change.Start(call, New(call, "Creating storage volume", order.Pool, order.Key, door), cancellationToken =>
            ArriveAsync(call, order, () => door.WaitAsync(call.Server.Clock, cancellationToken), cancellationToken));
    }

    /// <summary>Fetches a volume from another server that offers it.</summary>
    public static Reply Fetch(Call call, VolumeOrder order, MigrationPeer peer)
    {
        var certificate = peer.ReadCertificate();
        peer.RequireSecrets();
        return Change.Start(call, New(call, "Copying storage volume", order.Pool, order.Key), cancellationToken =>
            ArriveAsync(call, order, () => peer.ConnectAsync(certificate, cancellationToken), cancellationToken));
    }

    // Where the work is never begun, nobody else closes it.
    private static async Task CloseAfterAsync(Operation operation, MigrationLink link, CancellationToken stopping)
    {
        await operation.Ended.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private static Operation New(Call call, string description, Pool pool, VolumeKey key, MigrationDoor? door = null)
    {
        var resources = new Dictionary<string, string> { ["storage_volumes"] = $"/1.0/storage_volumes/{pool.Name}/volumes/{key.Type}/{key.Name}" };
        var operation = Change.New(call, description, resources, door is null ? OperationKind.Task : OperationKind.Websocket);
        if (door is not null)
            operation.Open(door);
        return operation;
    }

    private static async Task SendAsync(Call call, Volume volume, bool volumeOnly, MigrationLink link, CancellationToken cancellationToken)
    {
        await using (link.ConfigureAwait(false))
        {
            byte[] archive;
            lock (call.Server.Gate)
                archive = VolumeArchive.Write(volume, volumeOnly);
            await link.SendAsync(archive, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ArriveAsync(Call call, VolumeOrder order, Func<Task<MigrationLink>> connect, CancellationToken cancellationToken)
    {
        try
        {
            var link = await connect().ConfigureAwait(false);
            await using (link.ConfigureAwait(false))
                await link.ReceiveAsync(archive => Arrive(call, order, VolumeArchive.Read(archive), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure failure)
        {
            throw new LxdFailure(failure.Status, $"Error transferring storage volume: {failure.Message}");
        }
    }

    private static void Arrive(Call call, VolumeOrder order, ArchivedVolume sent, CancellationToken stopping)
    {
        lock (call.Server.Gate)
        {
            stopping.ThrowIfCancellationRequested();
            if (sent.ContentType != order.ContentType)
                throw LxdFailure.NotEmulated("migration to another content_type");
            var snapshots = sent.Snapshots.Select(snapshot => snapshot.Restore(call.Server.Clock.GetUtcNow())).ToList();
            if (order.IsRefresh && order.Pool.Volumes.TryGetValue(order.Key, out var existing))
                Refresh(call, order, existing, sent, snapshots);
            else
                VolumeCreateApi.Add(call, Create(call, order, sent, order.VolumeOnly ? [] : snapshots), order.Key.Name);
        }
    }

    // Which snapshots there are to be, the source alone says.
    private static void Refresh(Call call, VolumeOrder order, Volume existing, ArchivedVolume sent, List<Snapshot> snapshots)
    {
        if (order.VolumeOnly && snapshots.Exists(snapshot => existing.Snapshots.All(other => other.Name != snapshot.Name)))
            throw LxdFailure.NotEmulated("a refresh of the volume only from a source that sends snapshots too");
        VolumeCreateApi.Mirror(call, existing, sent.Files, snapshots);
        Address.Tell(call, "storage-volume-created", existing, context: ("type", existing.Key.Type));
    }

    // Keys that this server does not know are left out.
    private static Volume Create(Call call, VolumeOrder order, ArchivedVolume sent, List<Snapshot> snapshots)
    {
        var volume = new Volume(order.Pool, order.Key, sent.ContentType)
        {
            CreatedAt = call.Server.Clock.GetUtcNow(),
            Description = order.Description,
            Files = sent.Files,
            Snapshots = snapshots,
        };
        volume.Config = volume.WithDefaults(ConfigRules.KnownOfVolume(call.Server.Profile, sent.ContentType, ConfigMap.Of(order.Config)));
        return volume;
    }
}
