using System.Globalization;
using LxdGen;
using Spectre.Console;

namespace Tour;

/// <content>The evening: a pool, and two who edit it.</content>
internal sealed partial class Story
{
    private async Task LookAroundAsync(LxdClient lxd)
    {
        Chapter("Who is there?", "lxd.GetServerAsync(), lxd.StoragePools.AllAsync()");
        var server = await lxd.GetServerAsync(stop);
        Say($"[green]{server}[/] on {server.Environment?.OsName} {server.Environment?.OsVersion}");

        var pools = await lxd.StoragePools.AllAsync(stop);
        if (pools.Count == 0)
        {
            screen.MarkupLine("No pools yet.");
            return;
        }

        var table = NewTable("Pool", "Driver", "Status", "Used by", "Description");
        foreach (var pool in pools)
            table.AddRow(Cell(pool.Name), Cell(pool.Driver), Cell(pool.Status), Cell(pool.UsedBy.Count), Cell(pool.Description));
        screen.Write(table);
    }

    private async Task<StoragePool> CreatePoolAsync(LxdClient lxd)
    {
        Chapter("A pool of our own", "lxd.StoragePools.CreateAsync(new() { Name = ..., Driver = \"dir\" })");
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = stage.PoolName, Driver = StorageDriver.Dir, Description = "A tour of LxdGen" });
        Say($"[green]{pool}[/] is {pool.Status}.");
        return pool;
    }

    private async Task EditAndSaveAsync(StoragePool pool)
    {
        Chapter("Edit, look, save", "pool.Config[\"rsync.bwlimit\"] = \"100MB\"; await pool.SaveAsync()");
        pool.Description = "Edited on a tour";
        pool.Config["rsync.bwlimit"] = "100MB";
        foreach (var change in pool.Changes)
            Say($"  [yellow]{change}[/]");
        await pool.SaveAsync();
        Say($"Saved. Dirty: {pool.IsDirty}. A second save would send nothing.");

        await pool.PatchAsync(new() { Config = { ["user.tour"] = "yes" } });
        Say($"LXD's own PATCH would have emptied the description. It reads: [green]{pool.Description}[/]");
    }

    private async Task MeetSomeoneElseAsync(StoragePool pool)
    {
        Chapter("Someone else is faster", "catch (LxdPreconditionFailedException)");
        await using var elsewhere = stage.Connect(requests);
        var theirs = await elsewhere.StoragePools.GetAsync(pool.Name);
        theirs.Config["user.tour"] = "theirs";
        await theirs.SaveAsync();

        pool.Config["user.tour"] = "ours";
        try
        {
            await pool.SaveAsync();
        }
        catch (LxdPreconditionFailedException e)
        {
            Say($"[yellow]{e.Message}[/]");
        }

        await pool.SyncAsync();
        Say($"Synced; our edit is still there: [yellow]{pool.Changes[0]}[/]");
        await pool.RollbackAsync();
        for (var i = 0; i < 3; i++)
            await pool.UpdateAsync(CountVisit);
        Say($"Rolled back, then counted by UpdateAsync: user.visits is [green]{pool.Config["user.visits"]}[/]");
    }

    private static void CountVisit(StoragePool pool)
    {
        var visits = pool.Config.TryGetValue("user.visits", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        pool.Config["user.visits"] = (visits + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static Table NewTable(params string[] columns) => new Table().Border(TableBorder.Rounded).AddColumns(columns);
}
