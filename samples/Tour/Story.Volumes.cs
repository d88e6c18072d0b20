using LxdGen;
using Spectre.Console;

namespace Tour;

/// <content>What happens in the pool: a volume's life.</content>
internal sealed partial class Story
{
    private static async Task<StorageVolume> CreateVolumeAsync(StoragePool pool, CancellationToken cancellationToken)
    {
        Chapter("A volume in it", "await pool.Volumes.CreateAsync(new() { Name = \"data\", ContentType = StorageVolumeContentType.Block })");
        var volume = await pool.Volumes.CreateAsync(new() { Name = "data", ContentType = StorageVolumeContentType.Block, Config = { ["size"] = "16MiB" } }, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        AnsiConsole.MarkupLineInterpolated($"[green]{volume}[/], {volume.ContentType}, {volume.Config["size"]}");
        return volume;
    }

    private static async Task SnapshotAndRestoreAsync(StorageVolume volume, CancellationToken cancellationToken)
    {
        Chapter("There and back", "await volume.Snapshots.CreateAsync(\"before\"); await volume.RestoreAsync(\"before\")");
        var snapshot = await volume.Snapshots.CreateAsync("before", cancellationToken: CancellationToken.None);
        await volume.RestoreAsync(snapshot.Name, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Its data are what they were when [green]{snapshot}[/] was taken.");
        AnsiConsole.MarkupLineInterpolated($"Volumes of the pool: {(await volume.Pool.Volumes.AllAsync(cancellationToken)).Count}. A snapshot is not one of them.");
    }

    private async Task ExportAsync(StorageVolume volume, CancellationToken cancellationToken)
    {
        Chapter("To a file", "await volume.ExportAsync(path, progress: ...)");
        await AnsiConsole.Progress().StartAsync(async context =>
        {
            var bar = context.AddTask(Path.GetFileName(_file));
            // Not compressed, or there would be little to see.
            await volume.ExportAsync(_file, new() { CompressionAlgorithm = "none" }, new Progress<LxdProgress>(p => bar.Value = p.Percent ?? bar.Value), cancellationToken);
            bar.Value = bar.MaxValue;
        });
        AnsiConsole.MarkupLineInterpolated($"{new FileInfo(_file).Length / (1 << 20)} MiB, the snapshot included. The backup on the server is gone again: {(await volume.Backups.NamesAsync(cancellationToken)).Count} left.");
    }

    private async Task CopyAsync(LxdClient lxd, StorageVolume volume, CancellationToken cancellationToken)
    {
        Chapter("To another pool", "await volume.CopyToAsync(other, new() { Name = \"copy\" })");
        var other = await lxd.StoragePools.CreateAsync(new() { Name = OtherName, Driver = StorageDriver.Dir }, CancellationToken.None);
        // A copy that nobody waits for any more would go on behind the clean-up.
        var copy = await volume.CopyToAsync(other, new() { Name = "copy" }, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        AnsiConsole.MarkupLineInterpolated($"[green]{copy}[/] has the snapshots {string.Join(", ", await copy.Snapshots.NamesAsync(cancellationToken))}");
    }

    private static async Task RenameAsync(StorageVolume volume, CancellationToken cancellationToken)
    {
        Chapter("Another name", "await volume.RenameAsync(\"renamed\")");
        await volume.RenameAsync("renamed", CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        AnsiConsole.MarkupLineInterpolated($"The object is [green]{volume}[/] now, and so is the one on the server.");
    }
}
