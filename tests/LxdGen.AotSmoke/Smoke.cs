namespace LxdGen.AotSmoke;

/// <summary>Every verb of a storage pool, each with a look at what it did and one line about it.</summary>
internal static class Smoke
{
    public static async Task ListAsync(LxdClient lxd)
    {
        var pools = await lxd.StoragePools.AllAsync();
        Console.WriteLine($"listed {pools.Count}: {string.Join(", ", pools.Select(pool => $"{pool.Name} ({pool.Driver})"))}");
    }

    public static async Task RunAsync(LxdClient lxd, string name)
    {
        await ListAsync(lxd);
        // Outside the try: a pool that was there before is someone else's.
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = name, Driver = "dir", Description = "created" });
        try
        {
            Check(pool.Status == StoragePoolStatus.Created && pool.Description == "created", $"created {pool.Name}: {pool.Status}, {pool.Description}");
            await WorkWithAsync(lxd, pool);
        }
        catch
        {
            await RemoveAsync(lxd, name);
            throw;
        }

        await pool.DeleteAsync();
        Check(!await lxd.StoragePools.ExistsAsync(name), $"deleted {name}");
    }

    private static async Task WorkWithAsync(LxdClient lxd, StoragePool pool)
    {
        pool.Description = "edited";
        pool.Config["user.smoke"] = "saved";
        Check(pool.IsDirty && pool.Changes.Count == 2, $"edited: {string.Join(", ", pool.Changes)}");

        await pool.SaveAsync();
        var read = await lxd.StoragePools.GetAsync(pool.Name);
        Check(!pool.IsDirty && read.Description == "edited" && read.Config["user.smoke"] == "saved", $"saved: {read.Description}, {read.Config["user.smoke"]}");

        await pool.PatchAsync(new() { Config = { ["rsync.bwlimit"] = "10MB" } });
        await read.SyncAsync();
        Check(read.Description == "edited" && read.Config["rsync.bwlimit"] == "10MB", $"patched: {read.Description}, {read.Config["rsync.bwlimit"]}");

        var space = (await pool.Resources.GetAsync()).Space;
        Check(space.Used > 0 && space.Used <= space.Total, $"read the resources: {space.Used} of {space.Total} bytes used");
    }

    private static async Task RemoveAsync(LxdClient lxd, string name)
    {
        try
        {
            await lxd.StoragePools.Handle(name).DeleteAsync();
        }
        catch (LxdException e)
        {
            // What went wrong first is the news.
            Console.Error.WriteLine($"{name} is still there: {e.Message}");
        }
    }

    private static void Check(bool asExpected, string step)
    {
        if (!asExpected)
            throw new InvalidOperationException($"Not as expected: {step}");
        Console.WriteLine(step);
    }
}
