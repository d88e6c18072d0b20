namespace LxdGen.Testing.Tests;

/// <summary>What is put on a server without requests.</summary>
public sealed class SeedTests : EmulatorTest
{
    [Fact]
    public async Task Snapshots_and_backups_have_what_was_there_when_they_were_made()
    {
        var server = await StartAsync();
        server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.File("b.txt", "second").Backup("b0").File("c.txt", "third"))));
        var volume = await VolumeAsync(server);
        using var file = new MemoryStream();
        await (await volume.Backups.GetAsync("b0", Ct)).ExportAsync(file, cancellationToken: Ct);
        file.Position = 0;
        await volume.Pool.Volumes.ImportAsync(file, new() { Name = "copy" }, cancellationToken: Ct);

        Assert.Equal("second"u8, server.ReadFile("fast", "copy", "b.txt"));
        Assert.Throws<FileNotFoundException>(() => server.ReadFile("fast", "copy", "c.txt"));

        await volume.RestoreAsync("s0", Ct);
        Assert.Equal("first"u8, server.ReadFile("fast", "data", "a.txt"));
        Assert.Throws<FileNotFoundException>(() => server.ReadFile("fast", "data", "b.txt"));
    }

    [Fact]
    public async Task Projects_have_their_own_volumes_and_types_that_no_request_makes_can_be_seeded()
    {
        var server = await StartAsync();
        server.Seed(s => s.Project("team").Pool("fast", p => p
            .Volume("theirs", project: "team")
            .Volume("c1", type: StorageVolumeType.Container)));
        var client = Connect(server);

        var ofTeam = await client.InProject("team").StoragePools.Handle("fast").Volumes.AllAsync(Ct);
        var ofAll = await client.StoragePools.Handle("fast").Volumes.AllAsync(Ct);

        Assert.Equal(["theirs"], ofTeam.Select(volume => volume.Name));
        Assert.Equal([("container", "c1"), ("custom", "data")], ofAll.Select(volume => ($"{volume.Type}", volume.Name)));
    }

    [Fact]
    public async Task A_seeded_pool_can_be_saved_by_a_client()
    {
        var server = await StartAsync();
        server.Seed(s => s.Pool("other", p => p.Description("scratch").Config("volume.size", "1GiB").Volume("v"), StorageDriver.Btrfs));
        var pool = await Connect(server).StoragePools.GetAsync("other", Ct);
        pool.Config["rsync.bwlimit"] = "10MB";
        await pool.SaveAsync(Ct);
        Assert.Equal(("scratch", "btrfs"), (pool.Description, $"{pool.Driver}"));
        Assert.Equal("1GiB", (await pool.Volumes.AllAsync(Ct)).Single().Config["size"]);
    }

    private static readonly Action<LxdSeed>[] Refused =
    [
        s => s.Pool("a b"),
        s => s.Pool("a", driver: "floppy"),
        s => s.Pool("fast", driver: StorageDriver.Btrfs),
        s => s.Pool("fast", p => p.Config("bogus", "x")),
        s => s.Pool("fast", p => p.Volume("a/b")),
        s => s.Pool("fast", p => p.Volume("v", project: "nobody")),
        s => s.Pool("fast", p => p.Volume("data", v => v.Config("size", "much"))),
        s => s.Pool("fast", p => p.Volume("data", v => v.Snapshot("s0"))),
        s => s.Pool("fast", p => p.Volume("data", v => v.File("../etc/passwd", ""))),
        s => s.Project("a b"),
    ];

    [Fact]
    public async Task What_no_server_would_have_is_refused()
    {
        var server = await StartAsync();
        Assert.All(Refused, seed => Assert.ThrowsAny<ArgumentException>(() => server.Seed(seed)));
    }

    [Fact]
    public async Task A_seed_makes_no_requests_and_what_was_sent_is_kept_as_it_was()
    {
        var server = await StartAsync();
        Assert.Empty(server.Requests);
        using var http = new RawClient(server.SocketPath);
        using var content = new StringContent("""{"name":"n"}""");
        await http.Client.PostAsync(new Uri("/1.0/storage-pools/fast/volumes/custom?project=a%20b", UriKind.Relative), content, Ct);

        var request = Assert.Single(server.Requests);

        Assert.Equal("POST /1.0/storage-pools/fast/volumes/custom?project=a%20b", request.ToString());
        Assert.Equal(("""{"name":"n"}""", "text/plain; charset=utf-8"), (request.Body, request.Headers["content-type"]));
        server.ForgetRequests();
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_block_volume_is_as_large_as_its_seed_says()
    {
        var server = await StartAsync();
        server.Seed(s => s.Pool("fast", p => p.Volume("disk", v => v.Config("size", "8MiB"), contentType: StorageVolumeContentType.Block)));
        using var lxd = server.Connect();
        var disk = await lxd.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "disk", Ct);

        await disk.PatchAsync(new() { Config = { ["size"] = "16MiB" } }, Ct);

        Assert.Equal("16MiB", disk.Config["size"]);
        await Assert.ThrowsAnyAsync<LxdException>(() => disk.PatchAsync(new() { Config = { ["size"] = "8MiB" } }, Ct));
    }

    [Theory]
    [InlineData("9999y")]
    [InlineData("99999999999d")]
    public async Task A_snapshot_may_expire_later_than_there_are_dates(string expiry)
    {
        var server = await StartAsync();
        server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.Config("snapshots.expiry", expiry))));
        using var lxd = server.Connect();
        var data = lxd.StoragePools.Handle("fast").Volumes.Handle(StorageVolumeType.Custom, "data");

        var snapshot = await data.Snapshots.CreateAsync("s1", cancellationToken: Ct);

        Assert.Equal(9999, snapshot.ExpiresAt?.Year);
    }
}
