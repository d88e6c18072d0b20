using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>The volumes of all pools, from servers that list them in one request and from those that do not.</summary>
public sealed class AllVolumesTests : IDisposable
{
    private const string InOneRequest = "GET /1.0/storage-volumes?recursion=1";

    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Proves("GET /1.0/storage-volumes")]
    [Fact]
    public async Task One_request_does_where_the_server_lists_them_together()
    {
        using var client = _lxd.Connect();
        _lxd.On(InOneRequest, Reply.Sync($"[{Volume("v1", "p1")},{Volume("v1/s0", "p1")},{Volume("v2", "p2")}]"));

        var volumes = await client.StorageVolumes.AllAsync(Ct);

        Assert.Equal(["p1/v1", "p2/v2"], volumes.Select(volume => $"{volume.Pool.Name}/{volume.Name}"));
        Assert.Equal([InOneRequest], _lxd.Lines);
    }

    [Proves("GET /1.0/storage-volumes/{type}")]
    [Fact]
    public async Task Type_filter_and_projects_are_asked_for()
    {
        using var client = _lxd.Connect();
        _lxd.On("GET /1.0/storage-volumes/custom?all-projects=true&filter=name%20eq%20v1&recursion=1", Reply.Sync($"[{Volume("v1", "p1")}]"));

        await client.StorageVolumes.FindAsync(new() { Type = StorageVolumeType.Custom, Filter = "name eq v1", AllProjects = true }, Ct);

        Assert.Single(_lxd.Lines);
    }

    [Fact]
    public async Task Of_all_projects_each_volume_is_addressed_in_its_own_and_on_its_member_whatever_the_view()
    {
        using var client = _lxd.Connect();
        const string Elsewhere = """[{"name":"v1","type":"custom","pool":"p1","project":"y","location":"n2"},{"name":"v1","type":"custom","pool":"p1","project":"default","location":""}]""";
        const string Get = "GET /1.0/storage-pools/p1/volumes/custom/v1";
        _lxd.On("GET /1.0/storage-volumes?all-projects=true&recursion=1", Reply.Sync(Elsewhere)).On($"{Wire.GetP1}/volumes?all-projects=true&recursion=1", Reply.Sync(Elsewhere));
        _lxd.On($"{Get}?project=y&target=n2", Reply.Sync("{}"), Reply.Sync("{}")).On(Get, Reply.Sync("{}"), Reply.Sync("{}"));
        var view = client.InProject("x");

        foreach (var volume in (await view.StorageVolumes.FindAsync(new() { AllProjects = true }, Ct)).Concat(await view.StoragePools.Handle("p1").Volumes.FindAsync(new() { AllProjects = true }, Ct)))
            await volume.SyncAsync(Ct);

        Assert.Equal([$"{Get}?project=y&target=n2", Get, $"{Get}?project=y&target=n2", Get], _lxd.Lines.Skip(2));
    }

    [Fact]
    public async Task Other_servers_are_asked_pool_by_pool_and_a_pool_that_is_gone_is_passed_over()
    {
        using var client = _lxd.Connect(options => options.KnownServer = new LxdServer(new ServerData { Auth = ServerAuth.Trusted, ApiExtensions = ["storage"] }));
        _lxd.On(Wire.ListUrls, Reply.Sync("""["/1.0/storage-pools/p1","/1.0/storage-pools/gone"]"""));
        _lxd.On("GET /1.0/storage-pools/p1/volumes?recursion=1", Reply.Sync($"[{Volume("v1", "")}]"));
        _lxd.On("GET /1.0/storage-pools/gone/volumes?recursion=1", Reply.Error(404, "Storage pool not found"));
        _lxd.On("GET /1.0/storage-pools/gone", Reply.Error(404, "Storage pool not found"));

        var volume = Assert.Single(await client.StorageVolumes.AllAsync(Ct));

        Assert.Equal(("p1", "v1"), (volume.Pool.Name, volume.Name));
    }

    [Fact]
    public async Task Pools_are_listed_again_when_one_is_deleted_meanwhile()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.ListPools, Reply.Error(404, "Storage pool not found"), Reply.Sync($"[{Wire.Pool()}]"));
        Assert.Single(await client.StoragePools.AllAsync(Ct));

        _lxd.On(Wire.ListPools, [.. Enumerable.Repeat(Reply.Error(404, "Storage pool not found"), 5)]);
        await Assert.ThrowsAsync<LxdNotFoundException>(() => client.StoragePools.AllAsync(Ct));
    }

    private static string Volume(string name, string pool) =>
        $$"""{"name":"{{name}}","type":"custom","content_type":"filesystem","description":"","config":{},"used_by":[],"location":"none","project":"default","pool":"{{pool}}"}""";
}
