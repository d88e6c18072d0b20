namespace LxdGen.AotSmoke;

/// <summary>What moves much data, for whoever looks at the process from outside.</summary>
internal static class Transfers
{
    public static Task ExportAsync(LxdClient lxd, string pool, string volume, string backup, string path) =>
        lxd.StoragePools.Handle(pool).Volumes.Handle(StorageVolumeType.Custom, volume).Backups.Handle(backup).ExportAsync(path);

    public static Task ImportAsync(LxdClient lxd, string pool, string volume, string path) =>
        lxd.StoragePools.Handle(pool).Volumes.ImportAsync(path, new() { Name = volume });

    public static async Task RelayAsync(string pool, string volume, (string Uri, string Fingerprint) from, (string Uri, string Fingerprint) to)
    {
        var credential = LxdCredential.FromPem(Environment.GetEnvironmentVariable("LXD_CERTIFICATE")!, Environment.GetEnvironmentVariable("LXD_KEY")!);
        await using var source = Connect(from, credential);
        await using var target = Connect(to, credential);
        await source.StoragePools.Handle(pool).Volumes.Handle(StorageVolumeType.Custom, volume)
            .CopyToAsync(target.StoragePools.Handle(pool), new() { Mode = MigrationMode.Relay });
    }

    private static LxdClient Connect((string Uri, string Fingerprint) server, LxdCredential credential) =>
        LxdClient.Connect(new Uri(server.Uri), credential, new LxdClientOptions { ServerFingerprint = server.Fingerprint });
}
