using LxdGen.Raw;

namespace LxdGen.Migration;

/// <summary>Moves a volume's data from one server to another: begins the operations of both, in the order of the mode, and waits for both.</summary>
/// <param name="transfer">What goes where.</param>
/// <param name="begun">Is told of the target's operation, once it is there.</param>
internal sealed class VolumeMigration(VolumeTransfer transfer, Action<LxdOperation> begun)
{
    private static readonly string[] Channels = ["control", "fs"];

    private readonly List<LxdOperation> _begun = [];
    private bool _targetHasBegun;

    /// <summary>Migrates, and leaves no operation behind if that fails.</summary>
    public async Task RunAsync(IProgress<LxdProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            await transfer.From.ListenAsync(cancellationToken).ConfigureAwait(false);
            await transfer.To.ListenAsync(cancellationToken).ConfigureAwait(false);
            await (transfer.Mode == MigrationMode.Push ? PushAsync(progress, cancellationToken)
                : transfer.Mode == MigrationMode.Relay ? RelayAsync(progress, cancellationToken)
                : PullAsync(progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            try
            {
                if (e is LxdException fault)
                {
                    fault.AddWhole($"The migration ({transfer.Mode}) of {transfer} failed{WhatIsLeft(fault)}");
                    await AddReasonsAsync(fault).ConfigureAwait(false);
                }
            }
            finally
            {
                await CancelBegunAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private string WhatIsLeft(LxdException fault) => _targetHasBegun || fault.WriteMayHaveHappened
        ? ". The source was left as it is; what has arrived at the target cannot be relied on."
        : " before anything was sent to the target. Both are as they were.";

    private async Task PullAsync(IProgress<LxdProgress> progress, CancellationToken cancellationToken)
    {
        var server = await transfer.From.GetServerAsync(cancellationToken).ConfigureAwait(false);
        // A server may listen on addresses that the other one does not reach.
        var addresses = ServerAddresses.Of(transfer.From, server);
        var source = await OfferAsync(null, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            var order = transfer.MigrationSource(MigrationMode.Pull);
            order.Certificate = server.Environment?.Certificate;
            order.Operation = $"{addresses[i]}/1.0/operations/{source.Id}";
            order.Secrets = SecretsOf(source);
            var target = await BeginAtTargetAsync(order, cancellationToken).ConfigureAwait(false);
            begun(target);
            try
            {
                await WaitForBothAsync(source, target, progress, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (LxdException e) when (i + 1 < addresses.Count && !source.HasEnded && ServerAddresses.IsUnreached(e))
            {
                _begun.Remove(target);
            }
        }
    }

    private async Task PushAsync(IProgress<LxdProgress> progress, CancellationToken cancellationToken)
    {
        var server = await transfer.To.GetServerAsync(cancellationToken).ConfigureAwait(false);
        var address = ServerAddresses.Of(transfer.To, server)[0];
        var target = await ExpectAsync(cancellationToken).ConfigureAwait(false);
        var source = await OfferAsync(new StorageVolumePostTarget
        {
            Certificate = server.Environment?.Certificate,
            Operation = $"{address}/1.0/operations/{target.Id}",
            Secrets = SecretsOf(target),
        }, cancellationToken).ConfigureAwait(false);
        begun(target);
        await WaitForBothAsync(source, target, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task RelayAsync(IProgress<LxdProgress> progress, CancellationToken cancellationToken)
    {
        var target = await ExpectAsync(cancellationToken).ConfigureAwait(false);
        var source = await OfferAsync(null, cancellationToken).ConfigureAwait(false);
        var (ofSource, ofTarget) = (SecretsOf(source), SecretsOf(target));
        using var relay = new MigrationRelay();
        foreach (var channel in Channels.Where(channel => ofSource.ContainsKey(channel) && ofTarget.ContainsKey(channel)))
        {
            relay.Add(
                await new OperationsClient(transfer.From).ConnectAsync(source.Id, ofSource[channel], cancellationToken).ConfigureAwait(false),
                await new OperationsClient(transfer.To).ConnectAsync(target.Id, ofTarget[channel], cancellationToken).ConfigureAwait(false));
        }

        begun(target);
        await WaitForBothAsync(source, target, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Both must succeed; the first that fails ends the wait for the other.</summary>
    private static async Task WaitForBothAsync(LxdOperation source, LxdOperation target, IProgress<LxdProgress> progress, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = new List<Task> { target.WaitAsync(progress, failed.Token), source.WaitAsync(progress, failed.Token) };
        var first = await Task.WhenAny(waits).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
            await failed.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(waits).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await first.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes the source's operation, which sends to whoever knows its secrets, or connects to the target that is given.</summary>
    private Task<LxdOperation> OfferAsync(StorageVolumePostTarget? target, CancellationToken cancellationToken) =>
        BeginAsync(new StorageVolumesClient(transfer.From).PostAsync(
            transfer.Source.Pool.Name,
            transfer.Source.Type.Value,
            transfer.Source.Name,
            new StorageVolumePost { Name = transfer.Name, Pool = transfer.Pool.Name, Migration = true, Target = target, VolumeOnly = transfer.VolumeOnly ? true : null },
            cancellationToken: cancellationToken));

    /// <summary>Makes the target's operation, which receives from whoever knows its secrets.</summary>
    private Task<LxdOperation> ExpectAsync(CancellationToken cancellationToken) =>
        BeginAtTargetAsync(transfer.MigrationSource(MigrationMode.Push), cancellationToken);

    private async Task<LxdOperation> BeginAtTargetAsync(StorageVolumeSource source, CancellationToken cancellationToken)
    {
        var target = await BeginAsync(transfer.PostAsync(source, cancellationToken)).ConfigureAwait(false);
        _targetHasBegun = true;
        return target;
    }

    private async Task<LxdOperation> BeginAsync(Task<LxdReply> post)
    {
        var reply = await post.ConfigureAwait(false);
        var operation = reply.Operation ?? throw new LxdMalformedReplyException($"The server began no operation for the migration of {transfer}.");
        _begun.Add(operation);
        return operation;
    }

    private static Dictionary<string, string> SecretsOf(LxdOperation operation) => Channels
        .Where(channel => operation.Metadata.TryGetValue(channel, out var secret) && secret.ValueKind == System.Text.Json.JsonValueKind.String)
        .ToDictionary(channel => channel, channel => operation.Metadata[channel].GetString()!, StringComparer.Ordinal);

    /// <summary>Adds why operations failed: of one that failed at once, it is only heard that it lets nobody connect to it.</summary>
    private async Task AddReasonsAsync(LxdException fault)
    {
        foreach (var operation in _begun)
        {
            try
            {
                if (!operation.HasEnded)
                    await operation.SyncAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (LxdException)
            {
                // Whoever reads the message learns of the first failure in any case.
                continue;
            }

            if (operation is { IsLoaded: true, Data.Err: { Length: > 0 } reason } && !fault.Message.Contains(reason, StringComparison.Ordinal))
                fault.Add($"The {operation} says: {reason}");
        }
    }

    /// <summary>Ends what can be ended. Operations that refuse it end by themselves, once nobody is connected to them.</summary>
    private async Task CancelBegunAsync()
    {
        foreach (var operation in _begun.Where(operation => !operation.HasEnded))
        {
            try
            {
                await operation.CancelAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (LxdException)
            {
                // The migration has failed already, and that is what the caller is told.
            }
        }
    }
}
