using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class NamesTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public NamesTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task Names_are_read_from_the_URLs_as_they_stand()
    {
        _lxd.On(Wire.ListUrls, Reply.Sync("""["/1.0/storage-pools/p1","/1.0/storage-pools/häß","/1.0/storage-pools/a?b#c+d&e","/1.0/storage-pools/😀"]"""));
        Assert.Equal(["p1", "häß", "a?b#c+d&e", "😀"], await _client.StoragePools.NamesAsync(Ct));
        Assert.Equal([Wire.ListUrls], _lxd.Lines);
    }

    [Theory]
    [InlineData("h%C3%A4", "hä")]
    [InlineData("h%25C3%25A4", "hä")]
    [InlineData("100%", "100%")]
    [InlineData("a%20b", "a%20b")]
    public async Task A_URL_with_a_percent_sign_could_be_read_in_two_ways_so_the_objects_are_asked(string inUrl, string name)
    {
        _lxd.On(Wire.ListUrls, Reply.Sync($"""["/1.0/storage-pools/{inUrl}","/1.0/storage-pools/p1"]"""));
        _lxd.On(Wire.ListPools, Reply.Sync($"[{Wire.Pool(name: name)},{Wire.Pool()}]"));
        Assert.Equal([name, "p1"], await _client.StoragePools.NamesAsync(Ct));
        Assert.Equal([Wire.ListUrls, Wire.ListPools], _lxd.Lines);
    }

    [Fact]
    public async Task A_URL_of_an_unknown_shape_is_not_guessed_at()
    {
        _lxd.On(Wire.ListUrls, Reply.Sync("""["/2.0/pools/p1"]""")).On(Wire.ListPools, Reply.Sync($"[{Wire.Pool()}]"));
        Assert.Equal(["p1"], await _client.StoragePools.NamesAsync(Ct));
    }

    [Theory]
    [InlineData(null, "v1?target=n1")]
    [InlineData(null, "v1?project=y")]
    [InlineData("x", "v1?project=x")]
    [InlineData("x", "v1?project=y")]
    [InlineData("x", "v1?project=x&target=n1")]
    [InlineData("x", "v1?target=n1&project=x")]
    public async Task A_query_could_be_part_of_a_name_so_the_volumes_are_asked(string? project, string inUrl)
    {
        const string Volumes = $"GET {Wire.P1}/volumes";
        var (client, query) = project is null ? (_client, "") : (_client.InProject(project), $"project={project}");
        _lxd.On(query.Length == 0 ? Volumes : $"{Volumes}?{query}", Reply.Sync($"""["/1.0/storage-pools/p1/volumes/custom/{inUrl}"]"""));
        _lxd.On($"{Volumes}?{(query.Length == 0 ? "" : $"{query}&")}recursion=1", Reply.Sync("""[{"name":"v1","type":"custom","project":"default","location":"none"}]"""));
        Assert.Equal(["custom/v1"], (await client.StoragePools.Handle("p1").Volumes.NamesAsync(Ct)).Select(name => name.ToString()));
        Assert.Equal(2, _lxd.Lines.Count);
    }
}
