namespace LxdGen.Migration;

/// <summary>Makes sure that a volume has arrived as it is at its source, before the source is deleted.</summary>
internal static class ArrivalCheck
{
    /// <summary>Compares what both servers say now.</summary>
    /// <exception cref="LxdException">They differ.</exception>
    public static async Task RunAsync(VolumeTransfer transfer, CancellationToken cancellationToken)
    {
        var (source, target) = (transfer.Origin, transfer.Target);
        await source.SyncAsync(cancellationToken).ConfigureAwait(false);
        await target.SyncAsync(cancellationToken).ConfigureAwait(false);
        var differences = Compare(source, target)
            .Concat(Missing("snapshot", await source.Snapshots.NamesAsync(cancellationToken).ConfigureAwait(false), await target.Snapshots.NamesAsync(cancellationToken).ConfigureAwait(false)))
            .ToList();
        if (differences.Count > 0)
            throw new LxdException($"{transfer}: the data have arrived, but not as they are at the source: {string.Join("; ", differences)}. The source was not deleted. Look at both, and delete the one that you do not want.") { WriteMayHaveHappened = true };
    }

    private static IEnumerable<string> Compare(StorageVolume source, StorageVolume target)
    {
        if (source.ContentType != target.ContentType)
            yield return $"content_type is {target.ContentType} in place of {source.ContentType}";
        if (source.Description != target.Description)
            yield return "the description differs";
        foreach (var (key, value) in source.Config.Where(item => !VolumeTransfer.IsOfServer(item.Key)))
        {
            if (!target.Config.TryGetValue(key, out var there) || there != value)
                yield return $"the config key {key} differs";
        }
    }

    private static IEnumerable<string> Missing(string what, IEnumerable<string> source, IEnumerable<string> target) =>
        source.Except(target).Select(name => $"the {what} {name} is missing");
}
