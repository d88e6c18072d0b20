using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with pools.</summary>
internal static class PoolSteps
{
    public static Step Next(Dice dice)
    {
        var pool = dice.Of(dice.Pools);
        var path = PoolPath(pool);
        return dice.Next(10) switch
        {
            0 or 1 => Create(dice),
            2 => dice.Send("GET", $"/1.0/storage-pools{dice.Of("", "?recursion=1", "?recursion=2", "?recursion=x", "?filter=x")}"),
            3 => dice.Send("GET", $"{path}{dice.Of("", "", "/resources")}"),
            4 or 5 => dice.Edit("PUT", path, Fields(("description", dice.Description()), Dice.Config($"{Source(dice, pool)}{dice.Of("", ",\"user.b\":\"2\"", ",\"rsync.bwlimit\":\"1MB\"", ",\"bogus\":\"1\"", ",\"bogus\":\"\"", OfBtrfs(dice))}".TrimStart(',')))),
            6 or 7 => dice.Edit("PATCH", path, Fields(("description", dice.Description()), Dice.Config(dice.Of(Config(dice), OfBtrfs(dice).TrimStart(','))))),
            8 => dice.Send("DELETE", path),
            _ => dice.Send("POST", path, "{}"),
        };
    }

    private static Step Create(Dice dice)
    {
        // Without a size, that of a pool on btrfs depends on the disk.
        var isBtrfs = dice.HasBtrfs && dice.Next(3) == 0;
        var (name, driver) = isBtrfs ? ("wb", "btrfs") : (dice.Of("w0", "w1", "w1", "w 2", "", "a/b", "."), dice.Of("dir", "dir", "dir", "dir", "zz", ""));
        var config = isBtrfs ? dice.Of("\"size\":\"256MiB\"", "\"size\":\"300MiB\",\"volume.size\":\"20MiB\"", "\"size\":\"256MiB\",\"bogus\":\"1\"", "\"size\":\"abc\"", "\"size\":\"1MiB\"") : Config(dice);
        return dice.Send("POST", "/1.0/storage-pools", Fields(("name", name), ("driver", driver), ("description", dice.Description()), Dice.Config(config)));
    }

    private static string Source(Dice dice, string pool)
    {
        var source = pool == "wb" ? "{dir}/disks/wb.img" : $"{{dir}}/storage-pools/{pool}";
        return dice.Of("", $"\"source\":\"{source}\"", $"\"source\":\"{source}\"");
    }

    private static string OfBtrfs(Dice dice) => dice.Of(",\"size\":\"512MiB\"", ",\"size\":\"\"", ",\"btrfs.mount_options\":\"noatime\"", ",\"volume.size\":\"20MiB\"");

    private static string? Config(Dice dice) => dice.Of(null, "", "\"user.a\":\"1\"", "\"rsync.bwlimit\":\"10MB\"", "\"volume.size\":\"20MiB\"", "\"rsync.compression\":\"maybe\"", "\"volume.snapshots.expiry\":\"1d\"", "\"size\":\"1GiB\"", "\"volume.bogus\":\"1\"", "\"user.a\":null", "\"volume.size\":\"\"");
}
