using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class ImportTests : IDisposable
{
    private const string Post = $"POST {Wire.P1}/volumes/custom";
    private const string Iso = "custom_volume_iso";
    private const string Tar = "import_custom_volume_tar";

    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Theory]
    [InlineData("iso")]
    [InlineData("tar")]
    public async Task A_file_is_sent_as_it_is_with_its_name_and_kind(string type)
    {
        _lxd.On(Post, Reply.Async(Wire.Success));
        using var client = _lxd.Connect();
        using var source = new MemoryStream("skipped, sent"u8.ToArray()) { Position = 9 };
        await Volumes(client).StartImportAsync(source, new() { Name = "häß lich%20", Type = type }, cancellationToken: Ct);

        var request = _lxd.Last;
        Assert.Equal(("sent", "application/octet-stream", "4", "100-continue"), (request.Body, request.Headers["Content-Type"], request.Headers["Content-Length"], request.Headers["Expect"]));
        Assert.Equal(("häß lich%20", "häß lich%20"), (request.Headers["X-LXD-name"], request.Headers["X-Incus-name"]));
        Assert.Equal((type, type), (request.Headers["X-LXD-type"], request.Headers["X-Incus-type"]));
        Assert.True(source.CanRead);
    }

    [Fact]
    public async Task A_backup_without_a_name_has_neither_name_nor_kind_and_is_returned_under_the_name_that_the_server_tells()
    {
        _lxd.On(Post, Reply.Async(Wire.Operation("Success", 200).Replace("\"resources\":null", "\"resources\":{\"storage_volumes\":[\"/1.0/storage-pools/p1/volumes/custom/a%20b\"]}", StringComparison.Ordinal)))
            .On($"GET {Wire.P1}/volumes/custom/a%20b", Reply.Sync("""{"name":"a b","type":"custom"}"""));
        using var client = _lxd.Connect();
        var volume = await Volumes(client).ImportAsync(new MemoryStream([1]), cancellationToken: Ct);

        Assert.Equal("a b", volume.Name);
        Assert.DoesNotContain(_lxd.Requests[0].Headers.Keys, header => header.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && header != "X-Raw-Target");
    }

    [Fact]
    public async Task A_server_that_is_done_at_once_is_not_waited_for()
    {
        _lxd.On(Post, Reply.Sync(), Reply.Sync()).On($"GET {Wire.P1}/volumes/custom/v", Reply.Sync("""{"name":"v","type":"custom"}"""));
        using var client = _lxd.Connect();
        Assert.Equal("v", (await Volumes(client).ImportAsync(new MemoryStream([1]), new() { Name = "v" }, cancellationToken: Ct)).Name);
        Assert.True((await Volumes(client).StartImportAsync(new MemoryStream([1]), new() { Name = "v" }, cancellationToken: Ct)).HasEnded);
    }

    [Theory]
    [InlineData("iso", Iso, "custom_volume_backup", "backup_override_name")]
    [InlineData("tar", Tar, "custom_volume_backup", "backup_override_name", Iso)]
    [InlineData(null, "backup_override_name", "custom_volume_backup")]
    [InlineData(null, "custom_volume_backup", "backup_override_name")]
    public async Task What_the_server_cannot_take_is_refused_and_nothing_is_sent(string? type, string missing, params string[] extensions)
    {
        using var client = _lxd.Connect(options => options.KnownServer = new LxdServer(new ServerData { ApiExtensions = extensions }));
        var error = await Assert.ThrowsAsync<LxdExtensionMissingException>(() => Volumes(client).ImportAsync(new MemoryStream([1]), new() { Name = "v", Type = TypeOf(type) }, cancellationToken: Ct));
        Assert.Equal(missing, error.Extension);
        Assert.Empty(_lxd.Lines);
    }

    [Theory]
    [InlineData("a\nb", null)]
    [InlineData("a\r\nX-LXD-type: iso", null)]
    [InlineData("a\u0085", null)]
    [InlineData(" a", null)]
    [InlineData("a ", null)]
    [InlineData("a/b", null)]
    [InlineData("..", null)]
    [InlineData("", null)]
    [InlineData(null, "iso")]
    [InlineData(null, "tar")]
    public async Task A_name_that_would_not_arrive_is_refused_and_nothing_is_sent(string? name, string? type)
    {
        using var client = _lxd.Connect();
        var import = new StorageVolumeImport { Name = name, Type = TypeOf(type) };
        await Assert.ThrowsAsync<ArgumentException>(() => Volumes(client).ImportAsync(new MemoryStream([1]), import, cancellationToken: Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Volumes(client).StartImportAsync(new MemoryStream([1]), import, cancellationToken: Ct));
        Assert.Empty(_lxd.Lines);
    }

    [Fact]
    public async Task What_the_source_throws_comes_through_as_it_is()
    {
        _lxd.On(Post, Reply.Sync());
        using var client = _lxd.Connect();
        var error = await Assert.ThrowsAsync<IOException>(() => Volumes(client).ImportAsync(new BrokenSource(), new() { Name = "v" }, cancellationToken: Ct));
        Assert.Equal("the tape is torn", error.Message);
    }

    private static StorageVolumeCollection Volumes(LxdClient client) => client.StoragePools.Handle("p1").Volumes;

    private static StorageVolumeImportType? TypeOf(string? type) => type is null ? default(StorageVolumeImportType?) : new StorageVolumeImportType(type);

    private sealed class BrokenSource : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("the tape is torn");
    }
}
