using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

public sealed class TransferTests(LxdFixture fixture) : PoolTest(fixture), IDisposable
{
    private static readonly StorageVolumeBackupsPost Plain = new() { CompressionAlgorithm = "none" };

    private readonly LxdFixture _fixture = fixture;
    private DirectoryInfo? _directory;

    // Made by who needs it: nobody disposes of a test that is skipped before it begins.
    private DirectoryInfo Folder => _directory ??= Directory.CreateTempSubdirectory("lxdgen-");

    public void Dispose()
    {
        _directory?.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory, ClassData(typeof(Drivers))]
    [Proves("POST /1.0/storage-pools/{poolName}/volumes/custom")]
    [Proves("GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export")]
    public async Task A_volume_is_exported_and_imported_with_its_files(string driver)
    {
        var volume = await VolumeAsync(driver, 3_000_000);
        var path = At("v.tar.gz");
        var progress = new Reports();
        await volume.ExportAsync(path, progress: progress, cancellationToken: Token);

        Assert.Equal(new FileInfo(path).Length, progress.Last!.Bytes);
        Assert.Equal(("download", 100), (progress.Last.Stage, progress.Last.Percent));
        Assert.Equal([path], Directory.GetFiles(Folder.FullName));
        Assert.Empty(await volume.Backups.NamesAsync(Token));

        var copy = await volume.Pool.Volumes.ImportAsync(path, new() { Name = "Zwei ü 100%25" }, cancellationToken: Token);
        Assert.True(copy.IsLoaded);
        Assert.Equal("Zwei ü 100%25", copy.Name);
        Assert.Equal(FilesOf(volume), FilesOf(copy));
    }

    [Fact]
    public async Task An_import_without_a_name_takes_that_of_the_backup()
    {
        var volume = await VolumeAsync("dir", 1000, "a%20b ü?");
        var archive = new MemoryStream();
        await volume.ExportAsync(archive, Plain, cancellationToken: Token);
        await volume.DeleteAsync(Token);
        archive.Position = 0;

        var again = await volume.Pool.Volumes.ImportAsync(archive, cancellationToken: Token);
        Assert.Equal("a%20b ü?", again.Name);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_imported()
    {
        var volume = await VolumeAsync("dir", 200_000);
        var path = At("v.tar");
        await volume.ExportAsync(path, Plain, cancellationToken: Token);
        using var source = new BrotliStream(new MemoryStream(Compressed(path)), CompressionMode.Decompress);
        Assert.False(source.CanSeek);

        var operation = await volume.Pool.Volumes.StartImportAsync(source, new() { Name = "v2" }, cancellationToken: Token);
        await operation.WaitAsync(cancellationToken: Token);
        Assert.Equal(FilesOf(volume), FilesOf(await volume.Pool.Volumes.GetAsync(StorageVolumeType.Custom, "v2", Token)));
    }

    [Fact]
    public async Task An_export_goes_on_where_the_connection_broke()
    {
        var volume = await VolumeAsync("dir", 5_000_000);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1", CompressionAlgorithm = "none" }, Token);
        await backup.ExportAsync(At("whole"), cancellationToken: Token);
        var length = new FileInfo(At("whole")).Length;

        await using var proxy = BreakingProxy.For(SocketPath, 1, (length / 2) - 1, (length / 2) - 1, 0);
        using var lxd = proxy.Connect();
        await Through(lxd, backup).ExportAsync(At("broken"), cancellationToken: Token);
        Assert.Equal(0, proxy.Left);
        Assert.Equal(Sha256(At("whole")), Sha256(At("broken")));

        await using var second = BreakingProxy.For(SocketPath, 1, length / 2);
        using var other = second.Connect();
        using var stream = new MemoryStream();
        await Through(other, backup).ExportAsync(stream, cancellationToken: Token);
        Assert.Equal(Sha256(At("whole")), Convert.ToHexString(SHA256.HashData(stream.ToArray())));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    [InlineData(-1)]
    public async Task A_later_export_goes_on_from_the_partial_file(long at)
    {
        var volume = await VolumeAsync("dir", 500_000);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1", CompressionAlgorithm = "none" }, Token);
        await backup.ExportAsync(At("whole"), cancellationToken: Token);
        var length = new FileInfo(At("whole")).Length;
        long[] breaks = [at switch { -1 => length - 1, -2 => length / 2, _ => at }, 0, 0, 0, 0, 0];

        await using var proxy = BreakingProxy.For(SocketPath, breaks);
        using var lxd = proxy.Connect();
        var broken = await Assert.ThrowsAsync<LxdConnectionException>(() => Through(lxd, backup).ExportAsync(At("v"), cancellationToken: Token));
        var partial = Assert.Single(Directory.GetFiles(Folder.FullName, "*.partial"));
        Assert.Contains(partial, broken.Message, StringComparison.Ordinal);
        Assert.Equal(breaks[0], new FileInfo(partial).Length);

        // Through the same socket, for a partial file of another server would not be the same backup.
        await Through(lxd, backup).ExportAsync(At("v"), cancellationToken: Token);
        Assert.Equal(Sha256(At("whole")), Sha256(At("v")));
        Assert.Empty(Directory.GetFiles(Folder.FullName, "*.partial"));
    }

    [Fact]
    public async Task A_partial_file_of_another_backup_is_let_be()
    {
        var volume = await VolumeAsync("dir", 500_000);
        var first = await volume.Backups.CreateAsync(new() { Name = "b1", CompressionAlgorithm = "none" }, Token);
        await using var proxy = BreakingProxy.For(SocketPath, 70_000, 0, 0, 0, 0, 0);
        using var lxd = proxy.Connect();
        await Assert.ThrowsAsync<LxdConnectionException>(() => Through(lxd, first).ExportAsync(At("v"), cancellationToken: Token));

        var second = await volume.Backups.CreateAsync(new() { Name = "b2", CompressionAlgorithm = "none" }, Token);
        await second.ExportAsync(At("whole"), cancellationToken: Token);
        await Through(lxd, second).ExportAsync(At("v"), cancellationToken: Token);
        Assert.Equal(Sha256(At("whole")), Sha256(At("v")));
        Assert.Single(Directory.GetFiles(Folder.FullName, "*.partial"));
    }

    [Fact]
    public async Task A_taken_name_garbage_and_a_cut_off_archive_are_told()
    {
        var volume = await VolumeAsync("dir", 300_000);
        var pool = volume.Pool;
        var archive = new MemoryStream();
        await volume.ExportAsync(archive, Plain, cancellationToken: Token);
        archive.Position = 0;
        var taken = await Assert.ThrowsAsync<LxdConflictException>(() => pool.Volumes.ImportAsync(archive, new() { Name = "v1" }, cancellationToken: Token));
        Assert.NotNull(taken.OperationId);

        var garbage = await Assert.ThrowsAsync<LxdException>(() => pool.Volumes.ImportAsync(new MemoryStream(new byte[5000]), new() { Name = "g" }, cancellationToken: Token));
        Assert.Equal((500, "Unsupported compression"), (garbage.StatusCode, garbage.ServerMessage));

        archive.Position = 0;
        var nowhere = Lxd.StoragePools.Handle("nowhere").Volumes;
        await Assert.ThrowsAsync<LxdNotFoundException>(() => nowhere.ImportAsync(archive, new() { Name = "g" }, cancellationToken: Token));

        archive.SetLength(archive.Length / 2);
        archive.Position = 0;
        await Assert.ThrowsAsync<LxdOperationFailedException>(() => pool.Volumes.ImportAsync(archive, new() { Name = "cut" }, cancellationToken: Token));
        Assert.Equal(["v1"], (await pool.Volumes.NamesAsync(Token)).Select(found => found.Name));
    }

    [Fact]
    public async Task A_compressed_archive_that_is_cut_off_ends_by_the_idle_timeout()
    {
        var volume = await VolumeAsync("dir", 300_000);
        var archive = new MemoryStream();
        await volume.ExportAsync(archive, new() { CompressionAlgorithm = "gzip" }, cancellationToken: Token);
        // Within the index, which LXD reads before it answers.
        archive.SetLength(100);
        archive.Position = 0;
        using var hasty = LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = SocketPath, TransferIdleTimeout = TimeSpan.FromSeconds(2) });

        var silent = await Assert.ThrowsAsync<LxdConnectionException>(() => hasty.StoragePools.Handle(volume.Pool.Name).Volumes.ImportAsync(archive, new() { Name = "cut" }, cancellationToken: Token));
        Assert.True(silent.WriteMayHaveHappened);
        Assert.Contains(nameof(LxdClientOptions.TransferIdleTimeout), silent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_export_leaves_nothing_on_the_server_or_here()
    {
        var volume = await VolumeAsync("dir", 8_000_000);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new Reports { On = _ => cancel.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => volume.ExportAsync(At("v"), Plain, progress, cancel.Token));
        Assert.Empty(await volume.Backups.NamesAsync(Token));
        Assert.Empty(Directory.GetFiles(Folder.FullName));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_and_the_backup_is_removed()
    {
        var volume = await VolumeAsync("dir", 300_000);
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        await Assert.ThrowsAsync<IOException>(() => volume.ExportAsync(full, Plain, cancellationToken: Token));
        Assert.Empty(await volume.Backups.NamesAsync(Token));
    }

    [Fact]
    public async Task A_full_disk_keeps_the_partial_file_and_the_export_goes_on_when_there_is_room()
    {
        var volume = await VolumeAsync("dir", 600_000);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1", CompressionAlgorithm = "none" }, Token);
        await backup.ExportAsync(At("whole"), cancellationToken: Token);
        var disk = await SmallDisk.MountAsync(await _fixture.RequireAsync(), "300k");
        var target = Path.Combine(disk.Path, "v");

        var full = await Assert.ThrowsAsync<IOException>(() => backup.ExportAsync(target, cancellationToken: Token));
        var partial = Assert.Single(Directory.GetFiles(disk.Path));
        Assert.EndsWith(".partial", partial, StringComparison.Ordinal);
        Assert.Contains(partial, full.Message, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(partial).Length, 200_000, 300 * 1024);

        await disk.ResizeAsync("2m");
        await backup.ExportAsync(target, cancellationToken: Token);
        Assert.Equal([target], Directory.GetFiles(disk.Path));
        Assert.Equal(Sha256(At("whole")), Sha256(target));
    }

    [Fact]
    public async Task The_examples_of_the_page_run()
    {
        var volume = await VolumeAsync("dir", 50_000, "data");
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Folder.FullName;
        try
        {
            var copy = await BackupsExample.CopyAsync(volume, volume.Pool, Token);
            Assert.Equal(FilesOf(volume), FilesOf(copy));
            await BackupsExample.KeepAsync(volume, Token);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        Assert.Equal(["data.tar.gz", "friday.tar.zst"], Directory.GetFiles(Folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var run = await Page.SourceAsync("BackupsExample.cs");
        var shown = await Page.CodeOfAsync("backups.md");
        Assert.Equal(2, shown.Count);
        Assert.All(shown, code => Assert.Contains(code, run, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_written_to_is_refused_before_a_backup_is_made()
    {
        var volume = await VolumeAsync("dir", 1000);
        using var readOnly = new MemoryStream(new byte[10], writable: false);

        await Assert.ThrowsAsync<ArgumentException>(() => volume.ExportAsync(readOnly, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => volume.Backups.Handle("b1").ExportAsync(readOnly, cancellationToken: Token));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        var volume = await VolumeAsync("dir", 96 * 1024 * 1024);
        var backup = await volume.Backups.CreateAsync(new() { Name = "b1", CompressionAlgorithm = "none" }, Token);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await backup.ExportAsync(At("v"), cancellationToken: Token);
        await volume.Pool.Volumes.ImportAsync(At("v"), new() { Name = "v2" }, cancellationToken: Token);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.True(allocated < 16 * 1024 * 1024, $"{allocated} bytes were allocated for a file of {new FileInfo(At("v")).Length}.");
    }

    private string At(string name) => Path.Combine(Folder.FullName, name);

    private static StorageVolumeBackup Through(LxdClient lxd, StorageVolumeBackup backup) =>
        lxd.StoragePools.Handle(backup.Volume.Pool.Name).Volumes.Handle(backup.Volume.Type, backup.Volume.Name).Backups.Handle(backup.Name);

    private async Task<StorageVolume> VolumeAsync(string driver, int length, string name = "v1")
    {
        var volume = await (await CreateAsync(driver)).Volumes.CreateAsync(new() { Name = name }, Token);
        await File.WriteAllBytesAsync(Path.Combine(PathOf(volume), "random"), RandomNumberGenerator.GetBytes(length), Token);
        await File.WriteAllTextAsync(Path.Combine(PathOf(volume), "ü"), "text", Token);
        return volume;
    }

    private string PathOf(StorageVolume volume) => Path.Combine(_fixture.MountedDirectory, "storage-pools", volume.Pool.Name, "custom", $"default_{volume.Name}");

    private string FilesOf(StorageVolume volume)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(PathOf(volume)).Order(StringComparer.Ordinal))
            text.AppendLine($"{Path.GetFileName(file)} {Sha256(file)}");
        return text.ToString();
    }

    private static string Sha256(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private static byte[] Compressed(string path)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Fastest))
            brotli.Write(File.ReadAllBytes(path));
        return target.ToArray();
    }

    private sealed class Reports : IProgress<LxdProgress>
    {
        public LxdProgress? Last { get; private set; }

        public Action<LxdProgress> On { get; init; } = _ => { };

        public void Report(LxdProgress value)
        {
            Last = value;
            On(value);
        }
    }
}
