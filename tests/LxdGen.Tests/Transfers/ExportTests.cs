using System.Text;
using LxdGen.Raw;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class ExportTests : IDisposable
{
    private const string V1 = $"{Wire.P1}/volumes/custom/v1";
    private const string Export = $"GET {V1}/backups/b1/export";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("lxdgen-");

    private string Target => Path.Combine(_directory.FullName, "v.tar");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_backup_that_was_replaced_meanwhile_is_not_mixed_with_the_first()
    {
        using var server = new RawServer(File("0123456789", cut: 4), File("abcdefghij", "Thu, 02 May 2024 10:00:00 GMT"));
        using var client = server.Connect();
        var error = await Assert.ThrowsAsync<LxdException>(() => Backup(client).ExportAsync(Target, cancellationToken: Ct));

        Assert.Contains("was replaced", error.Message, StringComparison.Ordinal);
        Assert.Equal("0123", await System.IO.File.ReadAllTextAsync(Assert.Single(_directory.GetFiles()).FullName, Ct));
        Assert.Equal([Export, Export], server.Lines);
    }

    [Fact]
    public async Task A_server_that_does_not_say_which_file_it_sends_is_not_asked_for_the_rest()
    {
        using var server = new RawServer(File("0123456789", modified: null, cut: 4));
        using var client = server.Connect();
        await Assert.ThrowsAsync<LxdConnectionException>(() => Backup(client).ExportAsync(Target, cancellationToken: Ct));
        Assert.Equal([Export], server.Lines);
    }

    [Fact]
    public async Task A_partial_file_that_is_whole_already_is_only_renamed()
    {
        using var server = new RawServer(File("0123456789", cut: 4), RawServer.Answer.Whole(Reply.Error(404, "gone")), File("0123456789"));
        using var client = server.Connect();
        await Assert.ThrowsAsync<LxdNotFoundException>(() => Backup(client).ExportAsync(Target, cancellationToken: Ct));
        await System.IO.File.AppendAllTextAsync(Assert.Single(_directory.GetFiles()).FullName, "456789", Ct);

        await Backup(client).ExportAsync(Target, cancellationToken: Ct);
        Assert.Equal("0123456789", await System.IO.File.ReadAllTextAsync(Assert.Single(_directory.GetFiles()).FullName, Ct));
        Assert.Equal([Export, Export, Export], server.Lines);
    }

    [Fact]
    public async Task A_download_that_stands_still_ends_by_the_idle_timeout()
    {
        using var server = new RawServer((_, _) => Task.FromResult(File("0123456789", modified: null, cut: 4) with { Close = false }));
        using var client = LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = server.Path, KnownServer = AnyServer.Instance, TransferIdleTimeout = TimeSpan.FromMilliseconds(100) });
        using var target = new MemoryStream();
        var error = await Assert.ThrowsAsync<LxdConnectionException>(() => Backup(client).ExportAsync(target, cancellationToken: Ct));

        Assert.Contains(nameof(LxdClientOptions.TransferIdleTimeout), error.Message, StringComparison.Ordinal);
        Assert.False(error.WriteMayHaveHappened);
        Assert.Equal("0123", Encoding.ASCII.GetString(target.ToArray()));
    }

    [Theory]
    [InlineData(404, 404, typeof(LxdNotFoundException))]
    [InlineData(200, 404, typeof(LxdNotFoundException))]
    [InlineData(500, 500, typeof(LxdException))]
    public async Task A_refusal_is_no_file(int status, int code, Type expected)
    {
        using var server = new RawServer(RawServer.Answer.Whole(Reply.Error(code, "no", status)));
        using var client = server.Connect();
        var error = await Assert.ThrowsAnyAsync<LxdException>(() => Backup(client).ExportAsync(Target, cancellationToken: Ct));
        Assert.Equal(expected, error.GetType());
        Assert.Empty(_directory.GetFiles());
    }

    [Fact]
    public async Task A_range_behind_the_end_is_told_though_LXD_declares_a_longer_body()
    {
        var head = "HTTP/1.1 416 X\r\nContent-Type: text/plain\r\nContent-Length: 300003328\r\n\r\ninvalid range";
        using var server = new RawServer(new RawServer.Answer(Encoding.ASCII.GetBytes(head), Close: false));
        using var client = server.Connect();
        var error = await Assert.ThrowsAsync<LxdException>(() => new StorageVolumeBackupsClient(client.Pipeline).ExportAsync("p1", "custom", "v1", "b1", "bytes=9-", cancellationToken: Ct));
        Assert.Equal(416, error.StatusCode);
    }

    [Fact]
    public async Task A_folder_is_no_target_and_nothing_is_sent()
    {
        using var server = new RawServer();
        using var client = server.Connect();
        await Assert.ThrowsAsync<ArgumentException>(() => Backup(client).ExportAsync(_directory.FullName, cancellationToken: Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Backup(client).Volume.ExportAsync(_directory.FullName, cancellationToken: Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Backup(client).Volume.ExportAsync(Target, new() { Name = "mine" }, cancellationToken: Ct));
        Assert.Empty(server.Lines);
    }

    [Fact]
    public async Task A_temporary_backup_that_cannot_be_removed_does_not_hide_why_the_export_failed()
    {
        using var server = Failing(RawServer.Answer.Whole(Reply.Error(500, "the disk is on fire")));
        using var client = server.Connect();
        var error = await Assert.ThrowsAsync<LxdException>(() => Backup(client).Volume.ExportAsync(Target, cancellationToken: Ct));

        Assert.Equal("the disk is on fire", error.ServerMessage);
        Assert.Contains("temporary backup 'export-", error.Message, StringComparison.Ordinal);
        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temporary_backup_that_cannot_be_removed_is_told_when_the_export_is_complete()
    {
        using var server = Failing(File("0123456789"));
        using var client = server.Connect();
        var error = await Assert.ThrowsAsync<LxdException>(() => Backup(client).Volume.ExportAsync(Target, cancellationToken: Ct));

        Assert.StartsWith("The export is complete.", error.Message, StringComparison.Ordinal);
        Assert.Equal("0123456789", await System.IO.File.ReadAllTextAsync(Target, Ct));
    }

    [Fact]
    public async Task A_backup_that_was_refused_is_not_removed()
    {
        using var server = new RawServer((_, _) => Task.FromResult(RawServer.Answer.Whole(Reply.Error(404, "Storage volume not found"))));
        using var client = server.Connect();
        await Assert.ThrowsAsync<LxdNotFoundException>(() => Backup(client).Volume.ExportAsync(Target, cancellationToken: Ct));
        Assert.Equal([$"POST {V1}/backups"], server.Lines);
    }

    // Makes backups, and will not let go of them.
    private static RawServer Failing(RawServer.Answer export) => new((line, _) => Task.FromResult(
        line.StartsWith("DELETE", StringComparison.Ordinal) ? RawServer.Answer.Whole(Reply.Error(400, "busy"))
        : line.EndsWith("/export", StringComparison.Ordinal) ? export
        : RawServer.Answer.Whole(Reply.Sync("""{"name":"b1"}"""))));

    private static StorageVolumeBackup Backup(LxdClient client) => client.StoragePools.Handle("p1").Volumes.Handle("custom", "v1").Backups.Handle("b1");

    private static RawServer.Answer File(string text, string? modified = "Wed, 01 May 2024 10:00:00 GMT", int? cut = null)
    {
        var last = modified is null ? "" : $"Last-Modified: {modified}\r\n";
        var head = $"HTTP/1.1 200 X\r\nContent-Type: application/octet-stream\r\nContent-Length: {text.Length}\r\n{last}\r\n";
        return new RawServer.Answer(Encoding.ASCII.GetBytes(head + text[..(cut ?? text.Length)]), Close: cut is not null);
    }
}
