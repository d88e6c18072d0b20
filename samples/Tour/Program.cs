using LxdGen;
using Spectre.Console;

await using var lxd = LxdClient.ConnectLocal();
AnsiConsole.WriteLine((await lxd.GetServerAsync()).ToString());
foreach (var pool in await lxd.StoragePools.AllAsync())
    AnsiConsole.WriteLine($"{pool.Name} {pool.Driver} used by {pool.UsedBy.Count}");
