namespace LxdGen.Testing.Tests.Examples;

/// <summary>The program that the page tests.</summary>
public sealed class NightlyBackup(LxdClient lxd)
{
    public async Task RunAsync(string poolName, CancellationToken ct)
    {
        var pool = lxd.StoragePools.Handle(poolName);
        foreach (var volume in await pool.Volumes.AllAsync(ct))
        {
            await volume.Snapshots.CreateAsync("nightly", cancellationToken: ct);
            await volume.UpdateAsync(v => v.Config["user.backup"] = "done", ct);
        }
    }
}
