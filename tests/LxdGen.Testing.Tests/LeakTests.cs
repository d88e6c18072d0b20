using System.Diagnostics;

namespace LxdGen.Testing.Tests;

/// <summary>What servers and clients leave behind. Runs alone, since it counts what the whole process has.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public sealed class LeakTests : IDisposable
{
    private const int Clients = 200;
    private const string TemporaryFolder = "TMPDIR";

    private readonly string _folder = Directory.CreateTempSubdirectory("lxd-leaks-").FullName;
    private readonly string? _usual = Environment.GetEnvironmentVariable(TemporaryFolder);

    public LeakTests() => Environment.SetEnvironmentVariable(TemporaryFolder, _folder);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(TemporaryFolder, _usual);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_hundred_clients_at_once_in_a_loop_leave_nothing_behind()
    {
        // The runtime keeps what it opened for the first of them.
        await RunAsync();
        var (files, threads) = (OpenFiles(), Threads());

        for (var i = 0; i < 4; i++)
            await RunAsync();

        await Patience.UntilAsync(() => OpenFiles().Count <= files.Count, () => $"Open now, and not before: {string.Join(", ", OpenFiles().Except(files))}");
        // The thread pool has some more or less. One for each client would be hundreds.
        await Patience.UntilAsync(() => Threads() < threads + (Clients / 4), () => $"{Threads()} threads run, {threads} did.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Servers_on_HTTPS_that_migrate_leave_nothing_behind()
    {
        await MigrateAsync();
        var files = OpenFiles();

        for (var i = 0; i < 6; i++)
            await MigrateAsync();

        await Patience.UntilAsync(() => OpenFiles().Count <= files.Count, () => $"Open now, and not before: {string.Join(", ", OpenFiles().Except(files))}");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private static async Task MigrateAsync()
    {
        using var certificate = HttpsTests.NewCertificate();
        await using var first = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Ct);
        await using var second = await LxdEmulator.StartAsync(new() { HttpsPort = 0 }, Ct);
        first.Trust(certificate);
        first.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.File("a.txt", "first"))));
        second.Seed(s => s.Pool("cold"));
        await using var here = first.Connect(LxdCredential.FromCertificate(certificate));
        await using var there = second.Connect();
        var volume = here.StoragePools.Handle("fast").Volumes.Handle(StorageVolumeType.Custom, "data");
        foreach (var mode in new[] { MigrationMode.Pull, MigrationMode.Push, MigrationMode.Relay })
            await volume.CopyToAsync(there.StoragePools.Handle("cold"), new() { Name = $"{mode}", Mode = mode }, Ct);
    }

    private async Task RunAsync()
    {
        await using var server = await LxdEmulator.StartAsync(new() { Profile = LxdProfile.Lxd6 }, Ct);
        Assert.StartsWith(_folder, server.SocketPath, StringComparison.Ordinal);
        server.Seed(s => s.Pool("fast", p => p.Volume("data")));
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => WorkAsync(server, number)));
        await using var client = server.Connect();
        Assert.Equal(Clients + 1, (await client.StoragePools.Handle("fast").Volumes.AllAsync(Ct)).Count);
    }

    // Changes are waited for on a websocket, of which each client has its own.
    private static async Task WorkAsync(LxdEmulator server, int number)
    {
        await using var client = server.Connect();
        var volume = await client.StoragePools.Handle("fast").Volumes.CreateAsync(new() { Name = $"v{number}" }, Ct);
        await volume.Snapshots.CreateAsync("s0", cancellationToken: Ct);
    }

    // Assemblies that are loaded late, and what is read for a stack trace, are no leaks.
    private static List<string> OpenFiles() =>
    [
        .. Directory.GetFiles("/proc/self/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? "")
            .Where(target => target.Length > 0 && Path.GetExtension(target) is not (".dll" or ".pdb")),
    ];

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
