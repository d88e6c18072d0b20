using System.Globalization;
using System.Text.Json;

namespace LxdGen.Benchmarks.Json;

/// <summary>Made-up pools, of the shape that LXD 5.0 sends.</summary>
internal static class Sample
{
    private static readonly string[] Drivers = ["btrfs", "dir", "lvm", "zfs"];

    /// <summary>What is known of the server that sends these, so that only what is measured is sent.</summary>
    public static LxdServer Server { get; } = new(new ServerData { Auth = ServerAuth.Trusted, ApiExtensions = ["clustering", "entity_description", "etag", "resources", "storage"] });

    /// <summary>The reply to <c>GET /1.0/storage-pools?recursion=1</c>.</summary>
    public static byte[] Listing(int count) => JsonSerializer.SerializeToUtf8Bytes(
        new PlainReply<List<PlainPool>> { Metadata = [.. Enumerable.Range(0, count).Select(Pool)] },
        PlainJson.Default.PlainReplyListPlainPool);

    /// <summary>The reply to <c>GET /1.0/storage-pools/{name}</c>.</summary>
    public static byte[] One(int number) => JsonSerializer.SerializeToUtf8Bytes(
        new PlainReply<PlainPool> { Metadata = Pool(number) },
        PlainJson.Default.PlainReplyPlainPool);

    public static PlainPool Pool(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"pool-{number:D4}");
        return new PlainPool
        {
            Name = name,
            Driver = Drivers[number % Drivers.Length],
            Description = $"The pool of team {number % 40}",
            Config = new()
            {
                ["size"] = $"{(number % 9) + 1}GiB",
                ["source"] = $"/var/lib/lxd/disks/{name}.img",
                ["volatile.initial_source"] = $"/dev/disk/by-id/{name}",
                ["volume.size"] = "512MiB",
            },
            UsedBy = [.. Enumerable.Range(0, number % 8).Select(user => $"/1.0/instances/worker-{number}-{user}"), "/1.0/profiles/default"],
            Status = "Created",
            Locations = ["none"],
        };
    }

    /// <summary>What a save of such a pool sends.</summary>
    public static StoragePoolPut Put(int number)
    {
        var pool = Pool(number);
        var put = new StoragePoolPut { Description = pool.Description };
        LxdConfig.Fill(put.Config, pool.Config);
        return put;
    }
}
