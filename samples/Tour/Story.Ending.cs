using LxdGen;
using Spectre.Console;

namespace Tour;

/// <content>What is left in the end: nothing but numbers.</content>
internal sealed partial class Story
{
    private async Task LeaveAsync(LxdClient lxd, LxdClient second)
    {
        Chapter("Leave nothing behind", "volume.DeleteAsync(), pool.DeleteAsync()");
        foreach (var (client, name) in new[] { (second, SecondName), (lxd, stage.PoolName) })
        {
            await RemoveAsync(client, name);
            Say($"[green]{name}[/]: {(await client.StoragePools.ExistsAsync(name) ? "still there" : "gone")}");
        }
    }

    private async Task ReportEventsAsync(LxdClient lxd, Witness witness)
    {
        Chapter("What the server told meanwhile", "lxd.Events.ReadAllAsync(...), lxd.Operations.AllAsync()");
        var table = NewTable("Event", "Times");
        foreach (var (action, times) in await witness.TellAsync())
            table.AddRow(Cell(action), Cell(times));
        screen.Write(table);
        Say($"Operations that it still remembers: {(await lxd.Operations.AllAsync()).Count}");
    }

    private void ReportRequests()
    {
        Chapter("What it cost", "new LxdClientOptions { LoggerFactory = ... }");
        var table = NewTable("Method", "Path", "Times");
        foreach (var (method, route, times) in requests.ByRoute)
            table.AddRow(Cell(method), Cell(route), Cell(times));
        screen.Write(table);
        Say($"{requests.Total} requests.");
    }

    private async Task CleanUpAsync(LxdClient lxd, LxdClient second)
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        foreach (var (client, name) in new[] { (second, SecondName), (lxd, stage.PoolName) })
        {
            try
            {
                if (await RemoveAsync(client, name))
                    Say($"Removed {name}.");
            }
            catch (LxdException e)
            {
                Say($"[red]{name} could not be looked for and removed: {e.Message}[/]");
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
}
