using System.Globalization;
using LxdGen;
using Spectre.Console;

namespace Tour;

/// <summary>The whole tour: every capability of the SDK once, in the order in which one would meet them.</summary>
internal sealed partial class Story
{
    private readonly string _name = $"lxdgen-tour-{Environment.ProcessId}";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"lxdgen-tour-{Environment.ProcessId}.tar");
    private bool _mayExist;

    private string OtherName => $"{_name}-other";

    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        await using var lxd = LxdClient.ConnectLocal();
        try
        {
            await LookAroundAsync(lxd, cancellationToken);
            var pool = await CreateAsync(lxd, cancellationToken);
            await EditAndSaveAsync(pool, cancellationToken);
            await PatchAsync(pool, cancellationToken);
            await MeetSomeoneElseAsync(pool, cancellationToken);
            await UpdateAsync(pool, cancellationToken);
            await MeasureAsync(pool, cancellationToken);
            var volume = await CreateVolumeAsync(pool, cancellationToken);
            await SnapshotAndRestoreAsync(volume, cancellationToken);
            await ExportAsync(volume, cancellationToken);
            await CopyAsync(lxd, volume, cancellationToken);
            await RenameAsync(volume, cancellationToken);
            await DeleteAsync(lxd, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLine("\n[yellow]Stopped.[/]");
            return 130;
        }
        catch (LxdException e)
        {
            AnsiConsole.MarkupLineInterpolated($"\n[red]{e.Message}[/]");
            return 1;
        }
        finally
        {
            await CleanUpAsync(lxd);
        }
    }

    private static async Task LookAroundAsync(LxdClient lxd, CancellationToken cancellationToken)
    {
        Chapter("Who is there?", "lxd.GetServerAsync(), lxd.StoragePools.AllAsync()");
        var server = await lxd.GetServerAsync(cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"[green]{server}[/] on {server.Environment?.OsName} {server.Environment?.OsVersion}");

        var pools = await lxd.StoragePools.AllAsync(cancellationToken);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Pool", "Driver", "Status", "Used by", "Description");
        foreach (var pool in pools)
            table.AddRow(Cell(pool.Name), Cell(pool.Driver), Cell(pool.Status), Cell(pool.UsedBy.Count), Cell(pool.Description));
        if (pools.Count > 0)
            AnsiConsole.Write(table);
        else
            AnsiConsole.MarkupLine("No pools yet.");
    }

    private async Task<StoragePool> CreateAsync(LxdClient lxd, CancellationToken cancellationToken)
    {
        Chapter("A pool of our own", "lxd.StoragePools.CreateAsync(new() { Name = ..., Driver = \"dir\" })");
        _mayExist = true;
        // Without the token: a create that is cancelled may still be carried out, after the clean-up has looked.
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = _name, Driver = "dir", Description = "A tour of LxdGen" }, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        AnsiConsole.MarkupLineInterpolated($"[green]{pool}[/] is {pool.Status}, its data in {pool.Config["source"]}");
        return pool;
    }

    private static async Task EditAndSaveAsync(StoragePool pool, CancellationToken cancellationToken)
    {
        Chapter("Edit, look, save", "pool.Config[\"rsync.bwlimit\"] = \"10MB\"; await pool.SaveAsync()");
        pool.Description = "Edited on a tour";
        pool.Config["rsync.bwlimit"] = "10MB";
        foreach (var change in pool.Changes)
            AnsiConsole.MarkupLineInterpolated($"  [yellow]{change}[/]");
        await pool.SaveAsync(cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Saved. Dirty: {pool.IsDirty}. A second save would send nothing.");
    }

    private static async Task PatchAsync(StoragePool pool, CancellationToken cancellationToken)
    {
        Chapter("Patch", "await pool.PatchAsync(new() { Config = { [\"user.tour\"] = \"yes\" } })");
        await pool.PatchAsync(new() { Config = { ["user.tour"] = "yes" } }, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"LXD's own PATCH would have emptied the description. It still reads: [green]{pool.Description}[/]");
    }

    private static async Task MeetSomeoneElseAsync(StoragePool pool, CancellationToken cancellationToken)
    {
        Chapter("Someone else is faster", "catch (LxdPreconditionFailedException)");
        await using var elsewhere = LxdClient.ConnectLocal();
        var theirs = await elsewhere.StoragePools.GetAsync(pool.Name, cancellationToken);
        theirs.Config["user.tour"] = "theirs";
        await theirs.SaveAsync(cancellationToken);

        pool.Config["user.tour"] = "ours";
        try
        {
            await pool.SaveAsync(cancellationToken);
        }
        catch (LxdPreconditionFailedException e)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{e.Message}[/]");
        }

        await pool.SyncAsync(cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Synced; our edit is still there: [yellow]{pool.Changes[0]}[/]");
        await pool.SaveAsync(cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Saved: user.tour is [green]{pool.Config["user.tour"]}[/]");
    }

    private static async Task UpdateAsync(StoragePool pool, CancellationToken cancellationToken)
    {
        Chapter("Read, edit, save in one", "await pool.UpdateAsync(p => p.Config[\"user.visits\"] = ...)");
        for (var i = 0; i < 3; i++)
            await pool.UpdateAsync(CountVisit, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"user.visits is [green]{pool.Config["user.visits"]}[/]");
    }

    private static async Task MeasureAsync(StoragePool pool, CancellationToken cancellationToken)
    {
        Chapter("How full is it?", "await pool.Resources.GetAsync()");
        var space = (await pool.Resources.GetAsync(cancellationToken)).Space;
        const double GiB = 1 << 30;
        AnsiConsole.Write(new BreakdownChart().Width(60)
            .AddItem("used GiB", Math.Round(space.Used / GiB, 1), Color.Yellow)
            .AddItem("free GiB", Math.Round((space.Total - space.Used) / GiB, 1), Color.Green));
        AnsiConsole.WriteLine();
    }

    private async Task DeleteAsync(LxdClient lxd, CancellationToken cancellationToken)
    {
        Chapter("Leave nothing behind", "await volume.DeleteAsync(); await pool.DeleteAsync()");
        foreach (var name in new[] { OtherName, _name })
        {
            await RemoveAsync(lxd, name);
            AnsiConsole.MarkupLineInterpolated($"[green]{name}[/]: {(await lxd.StoragePools.ExistsAsync(name, cancellationToken) ? "still there" : "gone")}");
        }
    }

    private async Task CleanUpAsync(LxdClient lxd)
    {
        if (!_mayExist)
            return;
        File.Delete(_file);
        foreach (var name in new[] { OtherName, _name })
        {
            try
            {
                if (await RemoveAsync(lxd, name))
                    AnsiConsole.MarkupLineInterpolated($"Removed {name}.");
            }
            catch (LxdException e)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{name} could not be looked for and removed: {e.Message}[/]");
            }
        }
    }

    private static async Task<bool> RemoveAsync(LxdClient lxd, string name)
    {
        if (await lxd.StoragePools.TryGetAsync(name) is not { } pool)
            return false;
        foreach (var volume in await pool.Volumes.AllAsync())
            await volume.DeleteAsync();
        await pool.DeleteAsync();
        return true;
    }

    private static void CountVisit(StoragePool pool)
    {
        var visits = pool.Config.TryGetValue("user.visits", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        pool.Config["user.visits"] = (visits + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static void Chapter(string title, string code)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
        AnsiConsole.MarkupLineInterpolated($"[grey]{code}[/]");
    }

    private static string Cell(object value) => Markup.Escape(value.ToString() ?? "");
}
