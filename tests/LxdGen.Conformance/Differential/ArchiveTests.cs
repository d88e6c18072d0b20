using System.Security.Cryptography;
using LxdGen.Conformance.Daemon;
using LxdGen.Testing;

namespace LxdGen.Conformance.Differential;

/// <summary>Backups of the emulator are those of LXD: each takes the other's.</summary>
public sealed class ArchiveTests(LxdFixture fixture)
{
    private const string Disk = "root.img";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string?[] Packers = [null, "none", "gzip", "gzip -1", "bzip2", "lzma", "xz", "zstd", "pigz", "squashfs"];

    public static TheoryData<bool, string?> All => new([.. Packers.SelectMany(packer => new[] { new TheoryDataRow<bool, string?>(true, packer), new TheoryDataRow<bool, string?>(false, packer) })]);

    [Theory, MemberData(nameof(All))]
    public async Task A_backup_of_one_is_imported_by_the_other(bool ofEmulator, string? packer)
    {
        var daemon = await fixture.RequireAsync();
        Assert.SkipUnless(IsInstalled(packer), $"{packer} is not installed.");
        var (text, other) = ("of a snapshot"u8.ToArray(), RandomNumberGenerator.GetBytes(50_000));
        await InPoolsAsync(ofEmulator, async (from, to, emulator) =>
        {
            var volume = await from.Volumes.CreateAsync(new() { Name = "v1", Description = "it's \"1\": #x", Config = { ["user.number"] = "1", ["user.text"] = "a: b" } }, Token);
            await WriteAsync(ofEmulator, daemon, emulator, volume, "a/file", text);
            await volume.Snapshots.CreateAsync("s0", new DateTimeOffset(2031, 1, 2, 3, 4, 5, TimeSpan.Zero), cancellationToken: Token);
            await WriteAsync(ofEmulator, daemon, emulator, volume, "a/file", other);
            await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

            var copy = await CarryAsync(volume, to, packer);

            Assert.Equal(volume.Description, copy.Description);
            Assert.Equal(volume.Config, copy.Config);
            Assert.Equal(
                (await volume.Snapshots.AllAsync(Token)).Select(snapshot => (snapshot.Name, snapshot.Description, snapshot.ExpiresAt)),
                (await copy.Snapshots.AllAsync(Token)).Select(snapshot => (snapshot.Name, snapshot.Description, snapshot.ExpiresAt)));
            Assert.Equal(other, await ReadAsync(!ofEmulator, daemon, emulator, copy, "a/file"));
            await copy.RestoreAsync("s0", cancellationToken: Token);
            Assert.Equal(text, await ReadAsync(!ofEmulator, daemon, emulator, copy, "a/file"));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_volume_of_one_is_imported_by_the_other_with_what_is_on_it(bool ofEmulator)
    {
        var daemon = await fixture.RequireAsync();
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        await InPoolsAsync(ofEmulator, async (from, to, emulator) =>
        {
            var volume = await from.Volumes.CreateAsync(new() { Name = "v1", ContentType = StorageVolumeContentType.Block, Config = { ["size"] = "8MiB" } }, Token);
            await WriteAsync(ofEmulator, daemon, emulator, volume, Disk, bytes);
            await volume.Snapshots.CreateAsync("s0", cancellationToken: Token);

            var copy = await CarryAsync(volume, to, packer: null);

            var arrived = await ReadAsync(!ofEmulator, daemon, emulator, copy, Disk);
            Assert.True(arrived.AsSpan(0, bytes.Length).SequenceEqual(bytes));
            var error = await Assert.ThrowsAsync<LxdException>(() => copy.PatchAsync(new() { Config = { ["size"] = "4MiB" } }, Token));
            Assert.Contains("cannot be shrunk", error.ServerMessage, StringComparison.Ordinal);
        });
    }

    private async Task InPoolsAsync(bool ofEmulator, Func<StoragePool, StoragePool, LxdEmulator, Task> run)
    {
        await using var emulated = await LxdEmulator.StartAsync(cancellationToken: Token);
        await using var emulator = emulated.Connect();
        await using var real = LxdClient.ConnectLocal(new() { SocketPath = fixture.SocketPath });
        StoragePoolsPost post = new() { Name = fixture.UniqueName("archive"), Driver = StorageDriver.Dir };
        var (from, to) = (await (ofEmulator ? emulator : real).StoragePools.CreateAsync(post, Token), await (ofEmulator ? real : emulator).StoragePools.CreateAsync(post, Token));
        try
        {
            await run(from, to, emulated);
        }
        finally
        {
            foreach (var pool in new[] { from, to })
            {
                foreach (var volume in await pool.Volumes.AllAsync(CancellationToken.None))
                    await volume.DeleteAsync(CancellationToken.None);
                await pool.DeleteAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<StorageVolume> CarryAsync(StorageVolume volume, StoragePool to, string? packer)
    {
        using var file = new MemoryStream();
        await volume.ExportAsync(file, new() { CompressionAlgorithm = packer }, cancellationToken: Token);
        file.Position = 0;
        return await to.Volumes.ImportAsync(file, new() { Name = "copy" }, cancellationToken: Token);
    }

    /// <summary>Writes over what is there, as on a disk.</summary>
    private static async Task WriteAsync(bool inEmulator, LxdDaemon daemon, LxdEmulator emulator, StorageVolume volume, string path, byte[] bytes)
    {
        if (inEmulator)
        {
            emulator.WriteFile(volume.Pool.Name, volume.Name, path, bytes);
            return;
        }

        var file = Path.Combine(VolumeFile.DirectoryOf(daemon, volume), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var stream = File.OpenWrite(file);
        await stream.WriteAsync(bytes, Token);
    }

    private static async Task<byte[]> ReadAsync(bool inEmulator, LxdDaemon daemon, LxdEmulator emulator, StorageVolume volume, string path) => inEmulator
        ? emulator.ReadFile(volume.Pool.Name, volume.Name, path)
        : await File.ReadAllBytesAsync(Path.Combine(VolumeFile.DirectoryOf(daemon, volume), path), Token);

    // Both look for them where the tests do: all are on one machine.
    private static bool IsInstalled(string? packer) => packer switch
    {
        null or "none" => true,
        "squashfs" => IsOnPath("tar2sqfs") && IsOnPath("sqfs2tar"),
        _ => IsOnPath(packer.Split(' ')[0]),
    };

    private static bool IsOnPath(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
