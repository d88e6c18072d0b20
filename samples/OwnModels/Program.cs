using LxdGen;
using OwnModels;
using OwnModels.Raw;

var name = args.FirstOrDefault() ?? $"own-models-{Environment.ProcessId}";
await using var lxd = LxdClient.ConnectLocal();
var profiles = new ProfileCollection(new ProfilesClient(lxd.Pipeline));

var profile = await profiles.CreateAsync(new() { Name = name, Config = { ["limits.cpu"] = "2" } });
try
{
    Console.WriteLine($"created {profile.Name}: limits.cpu is {profile.Config["limits.cpu"]}");

    profile.Description = "Small machines";
    profile.Config["limits.memory"] = "512MiB";
    await profile.SaveAsync();
    Console.WriteLine($"saved: {profile.Description}, {profile.Config.Count} keys");

    await profile.PatchAsync(new() { Config = { ["limits.cpu"] = "4" } });
    Console.WriteLine($"patched: limits.cpu is {profile.Config["limits.cpu"]}, limits.memory still {profile.Config["limits.memory"]}");

    await profile.UpdateAsync(p => p.Config["user.visits"] = "1");
    Console.WriteLine($"updated: user.visits is {profile.Config["user.visits"]}");

    profile.Devices["tty"] = new LxdConfig { ["type"] = "unix-char", ["path"] = "/dev/ttyS9", ["required"] = "false" };
    profile.Devices["gone"] = new LxdConfig { ["type"] = "none" };
    await profile.SaveAsync();
    await new ProfilesClient(lxd.Pipeline).PatchAsync(name, new() { Devices = { ["theirs"] = new LxdConfig { ["type"] = "none" } } });
    await profile.SyncAsync();
    profile.Devices["tty"]["path"] = "/dev/ttyS8";
    profile.Devices.Remove("gone");
    Console.WriteLine($"editing {string.Join(" and ", profile.Changes)}");
    await profile.SaveAsync();
    Console.WriteLine($"saved: {string.Join(", ", profile.Devices.Keys.Order())}; tty is {profile.Devices["tty"]["path"]}");

    // Someone else changes the profile between our read and our save.
    await new ProfilesClient(lxd.Pipeline).PatchAsync(name, new() { Description = "Theirs" });
    profile.Description = "Ours";
    try
    {
        await profile.SaveAsync();
    }
    catch (LxdPreconditionFailedException)
    {
        Console.WriteLine($"refused: someone else was faster; our edit is still {profile.Changes[0]}");
    }

    await profile.SyncAsync();
    await profile.SaveAsync();
    Console.WriteLine($"saved: {profile.Description}");

    // A PUT replaces everything: keys and devices that it does not name are gone.
    await profile.PutAsync(new() { Config = { ["limits.cpu"] = "1" } });
    Console.WriteLine($"put: {profile.Config.Count} key, limits.cpu is {profile.Config["limits.cpu"]}, {profile.Devices.Count} devices");

    foreach (var each in await profiles.AllAsync())
        Console.WriteLine($"listed {each.Name}, used by {each.UsedBy.Count}");
}
finally
{
    await profile.DeleteAsync();
}

Console.WriteLine($"deleted {name}: {(await profiles.ExistsAsync(name) ? "still there" : "gone")}");
