using System.Globalization;
using LxdGen;
using Spectre.Console;
using Tour.Output;

namespace Tour;

/// <content>The day after: copies, and a move.</content>
internal sealed partial class Story
{
    private async Task<StoragePool> CopyAsync(StoragePool pool, LxdClient second)
    {
        Chapter("A copy elsewhere", "mail.CopyToAsync(target, ...), mail.RefreshAsync(copy)");
        var target = await second.StoragePools.CreateAsync(new() { Name = SecondName, Driver = StorageDriver.Dir });
        var mail = await VolumeAsync(pool, "mail");
        var copy = await mail.CopyToAsync(target, new() { Name = "mail-copy" });

        var noon = await mail.Snapshots.CreateAsync("noon");
        noon.Description = "Before lunch";
        await noon.SaveAsync();
        await noon.RenameAsync("lunch");
        await mail.RefreshAsync(copy);
        Say($"On {stage.SecondPlace} [green]{copy}[/] has, refreshed, the snapshots {string.Join(", ", await copy.Snapshots.NamesAsync())}.");
        return target;
    }

    private async Task MoveAsync(StoragePool pool, StoragePool target)
    {
        Chapter("The move", "catch (LxdConflictException), wiki.StartMoveToAsync(target, ...)");
        var wiki = await VolumeAsync(pool, "wiki");
        try
        {
            await wiki.MoveToAsync(target);
        }
        catch (LxdConflictException e)
        {
            Say($"[yellow]{e.Message}[/]");
        }

        await (await wiki.Backups.GetAsync("nightly")).DeleteAsync();
        await Bars.ShowAsync(screen, ["wiki"], async (_, progress) =>
        {
            var moving = await wiki.StartMoveToAsync(target);
            await moving.WaitAsync(progress);
            return "moved";
        });
        var moved = await VolumeAsync(target, "wiki");
        await moved.RenameAsync("handbook");
        Say($"On {stage.SecondPlace}, renamed, it is [green]{moved}[/]. Left where it was: {(await pool.Volumes.ExistsAsync(StorageVolumeType.Custom, "wiki") ? "another" : "nothing")}.");
    }

    private async Task MeasureAsync(IReadOnlyList<StoragePool> pools)
    {
        Chapter("How full is it?", "pool.Resources.GetAsync(), pool.Volumes.AllAsync()");
        foreach (var pool in pools)
        {
            var space = (await pool.Resources.GetAsync()).Space;
            Say($"[bold]{pool.Name}[/]: {space.Used >> 20} MiB of {space.Total >> 30} GiB are used.");
            var chart = new BarChart().Width(78).WithMaxValue(MebibytesOf.Values.Max());
            foreach (var volume in await pool.Volumes.AllAsync())
                chart.AddItem($"{Cell(volume.Name)} MiB", int.Parse(volume.Config["user.mebibytes"], CultureInfo.InvariantCulture), Color.Green);
            screen.Write(chart);
        }
    }
}
