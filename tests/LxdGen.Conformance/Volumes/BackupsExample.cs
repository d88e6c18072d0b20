namespace LxdGen.Conformance;

/// <summary>The code that docs/backups.md shows.</summary>
internal static class BackupsExample
{
    public static async Task<StorageVolume> CopyAsync(StorageVolume volume, StoragePool pool, CancellationToken ct)
    {
        await volume.ExportAsync("data.tar.gz", progress: new Progress<LxdProgress>(p => Console.WriteLine($"{p.Percent} %")), cancellationToken: ct);

        var copy = await pool.Volumes.ImportAsync("data.tar.gz", new() { Name = "data2" }, cancellationToken: ct);

        return copy;
    }

    public static async Task KeepAsync(StorageVolume volume, CancellationToken ct)
    {
        var backup = await volume.Backups.CreateAsync(new() { Name = "friday", CompressionAlgorithm = "zstd" }, ct);
        await backup.ExportAsync("friday.tar.zst", cancellationToken: ct);
    }
}
