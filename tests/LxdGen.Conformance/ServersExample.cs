namespace LxdGen.Conformance;

/// <summary>The code that docs/servers.md shows.</summary>
internal static class ServersExample
{
    public static void Connect()
    {
        var credential = LxdCredential.FromPemFiles("client.crt", "client.key");
        using var lxd = LxdClient.Connect(new Uri("https://lxd.example.com"), credential, new()
        {
            ServerFingerprint = "8843d7f92416211de9ebb963ff4ce28125932878e0aa1ed6d4d9a7d6d3a1c2f5",
        });
    }

    public static LxdClient View(LxdClient lxd)
    {
        var team = lxd.InProject("team");       // requests that take a project name this one
        var n2 = team.OnMember("n2");           // and those that take a target, this member
        return n2;
    }

    public static async Task<(StoragePool Pool, StoragePool There)> CreateAsync(LxdClient lxd, CancellationToken ct)
    {
        var pool = await lxd.StoragePools.CreateOnMembersAsync(
            new() { Name = "fast", Driver = StorageDriver.Btrfs, Config = { ["size"] = "256MiB", ["volume.size"] = "32MiB" } },
            new Dictionary<string, LxdConfig> { ["n3"] = new() { ["size"] = "300MiB" } },
            ct);

        var there = await lxd.OnMember("n3").StoragePools.GetAsync("fast", ct);
        there.Config["size"] = "320MiB";
        await there.SaveAsync(ct);

        return (pool, there);
    }
}
