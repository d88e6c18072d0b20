using LxdGen;
using Spectre.Console;
using Tour.Output;

namespace Tour;

/// <content>The night: three volumes and their backups.</content>
internal sealed partial class Story
{
    private static readonly Dictionary<string, int> MebibytesOf = new() { ["wiki"] = 1, ["mail"] = 3, ["db"] = 6 };

    private async Task FillVolumesAsync(StoragePool pool)
    {
        Chapter("Three volumes", "pool.Volumes.CreateAsync(...), pool.Volumes.ImportAsync(path, ...)");
        Directory.CreateDirectory(_folder);
        var blank = await pool.Volumes.CreateAsync(new() { Name = "blank" });
        // A pipe would do too: exports go to streams as well as to files.
        using var archive = new MemoryStream();
        await blank.ExportAsync(archive, new() { CompressionAlgorithm = "none" });
        await blank.DeleteAsync();

        await Bars.ShowAsync(screen, Volumes, async (name, progress) =>
        {
            await Archive.AddFileAsync(archive.ToArray(), FileOf(name), $"{name}.bin", MebibytesOf[name] << 20);
            var volume = await pool.Volumes.ImportAsync(FileOf(name), new() { Name = name }, progress);
            volume.Description = $"The {name} of the office";
            volume.Config["user.mebibytes"] = $"{MebibytesOf[name]}";
            await volume.SaveAsync();
            return $"{Mebibytes(new FileInfo(FileOf(name)).Length)} imported";
        });
    }

    private async Task ListVolumesAsync(LxdClient lxd)
    {
        Chapter("Find them", "lxd.StorageVolumes.FindAsync(new() { Filter = \"description eq ^The\" })");
        var found = await lxd.StorageVolumes.FindAsync(new() { Type = StorageVolumeType.Custom, Filter = "description eq ^The" });
        var table = NewTable("Pool", "Volume", "Content", "Description");
        foreach (var volume in found.Where(volume => volume.Pool.Name == stage.PoolName))
            table.AddRow(Cell(volume.Pool.Name), Cell(volume.Name), Cell(volume.ContentType), Cell(volume.Description));
        screen.Write(table);
    }

    private async Task BackUpAsync(StoragePool pool)
    {
        Chapter("The nightly backup", "volume.Snapshots.CreateAsync(...), volume.Backups.CreateAsync(...)");
        var expiresAt = stage.Clock.GetUtcNow().AddDays(7);
        await Bars.ShowAsync(screen, Volumes, async (name, progress) =>
        {
            var volume = await VolumeAsync(pool, name);
            await volume.Snapshots.CreateAsync("nightly", expiresAt);
            var making = await volume.Backups.StartCreateAsync(new() { Name = "nightly", CompressionAlgorithm = "none" });
            await making.WaitAsync(progress);
            var backup = await volume.Backups.GetAsync("nightly");
            await backup.ExportAsync(FileOf(name), progress);
            return $"{Mebibytes(new FileInfo(FileOf(name)).Length)} exported";
        });
        foreach (var name in Volumes)
            Say($"{name}.tar holds [green]{string.Join(", ", await Archive.FilesAsync(FileOf(name)))}[/]");
    }

    private async Task MistakeAsync(StoragePool pool)
    {
        Chapter("A mistake", "catch (LxdNotFoundException)");
        var db = await VolumeAsync(pool, "db");
        await db.DeleteAsync();
        try
        {
            await VolumeAsync(pool, "db");
        }
        catch (LxdNotFoundException e)
        {
            Say($"[red]{e.Message}[/]");
        }
    }

    private async Task RestoreAsync(StoragePool pool)
    {
        Chapter("The restore", "pool.Volumes.ImportAsync(\"db.tar\"), volume.RestoreAsync(\"nightly\")");
        await Bars.ShowAsync(screen, ["db"], async (name, progress) =>
        {
            var importing = await pool.Volumes.StartImportAsync(FileOf(name), progress: progress);
            await importing.WaitAsync(progress);
            return "imported again";
        });
        var db = await VolumeAsync(pool, "db");
        Say($"[green]{db}[/] is back, and so are its snapshots ({string.Join(", ", await db.Snapshots.NamesAsync())}) and its description.");

        var mail = await VolumeAsync(pool, "mail");
        await mail.RestoreAsync("nightly");
        Say($"[green]{mail}[/] is what it was when its snapshot was taken.");
    }
}
