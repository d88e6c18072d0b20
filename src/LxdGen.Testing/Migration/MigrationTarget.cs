using System.Collections.Immutable;
using LxdGen.Testing.Api;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>Takes a volume from another server. It is there, and empty, from the moment when that has told of it.</summary>
internal sealed class MigrationTarget(Call call, VolumeOrder order)
{
    // How long the end of one websocket comes after that of the other, at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly MigratedVolume _volume = new(call, order);

    public async Task ReceiveAsync(MigrationLink link, CancellationToken cancellationToken)
    {
        try
        {
            var offer = MigrationHeader.Read(await link.HearAsync(cancellationToken).ConfigureAwait(false));
            MigrationHeader answer;
            bool isThere;
            lock (call.Server.Gate)
                (answer, isThere) = (_volume.Answer(offer), _volume.IsThere);
            await link.SayAsync(answer.Write(), cancellationToken).ConfigureAwait(false);
            var transport = VolumeTransports.Choose(order.Pool, order.ContentType, offer, answer.Rsync, link.Files);
            await UnlessToldAsync(link, token => ReceiveAsync(link.Files, transport, isThere, answer.SnapshotNames, token), cancellationToken).ConfigureAwait(false);
            await link.SayAsync(MigrationVerdict.Success.Write(), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (call.Server.Gate)
                _volume.Forget();
            throw;
        }
    }

    /// <summary>Works as long as the source does not say that it has failed.</summary>
    private async Task UnlessToldAsync(MigrationLink link, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var told = HearFailureAsync(link, cancellationToken);
        var working = work(leaving.Token);
        var first = await Task.WhenAny(working, told).ConfigureAwait(false);
        // A source that has gone is missed on both websockets, in any order, and it is control that is told of.
        if (first.Exception?.InnerException is LxdFailure failure && MigrationLink.IsBreak(failure))
            first = await Task.WhenAny(told, Task.Delay(Patience, call.Server.Clock, cancellationToken)).ConfigureAwait(false);
        if (first == told)
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

    private async Task ReceiveAsync(VolumeStream stream, IVolumeTransport transport, bool isThere, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var index = MigrationIndex.Read(await stream.ReadAllAsync(cancellationToken).ConfigureAwait(false));
        lock (call.Server.Gate)
            _volume.RequirePlace();
        await stream.WriteAsync(MigrationIndex.Answer(isThere), cancellationToken).ConfigureAwait(false);
        await stream.EndAsync(cancellationToken).ConfigureAwait(false);
        lock (call.Server.Gate)
            _volume.Begin(transport, cancellationToken);
        // btrfs sends all without being asked. Else who wants no snapshots takes the first part for the volume, whatever it is.
        var count = order.VolumeOnly && transport is not TreeTransport ? 1 : names.Count + 1;
        var parts = new List<ImmutableSortedDictionary<string, byte[]>>();
        while (parts.Count < count)
            parts.Add(await transport.ReceiveAsync(_volume.Path, cancellationToken).ConfigureAwait(false));
        lock (call.Server.Gate)
            _volume.End(index, names, parts, cancellationToken);
    }
}
