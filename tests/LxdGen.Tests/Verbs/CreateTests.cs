using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class CreateTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public CreateTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task Create_is_a_POST_of_the_whole_input_and_a_GET()
    {
        _lxd.On(Wire.PostPools, Reply.Created("/1.0/storage-pools/p1")).On(Wire.GetP1, Reply.Sync(Wire.Pool("d"), Wire.ETag));

        var pool = await _client.StoragePools.CreateAsync(
            new() { Name = "p1", Driver = "newdriver", Description = "d", Config = { ["size"] = "1GiB" }, AdditionalProperties = { ["newer"] = System.Text.Json.JsonDocument.Parse("[1,null]").RootElement } }, Ct);

        Assert.Equal([Wire.PostPools, Wire.GetP1], _lxd.Lines);
        Assert.Equal("""{"name":"p1","driver":"newdriver","description":"d","config":{"size":"1GiB"},"newer":[1,null]}""", _lxd.Requests[0].Body);
        Assert.Equal("d", pool.Description);
        Assert.True(pool.IsLoaded);
    }

    [Fact]
    public async Task Create_sends_an_empty_config_and_leaves_out_what_is_null()
    {
        _lxd.On(Wire.PostPools, Reply.Sync("null", status: 201)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await _client.StoragePools.CreateAsync(new() { Name = "p1", Driver = StorageDriver.Dir, Config = null }, Ct);
        Assert.Equal("""{"name":"p1","driver":"dir","config":{}}""", _lxd.Requests[0].Body);
    }

    [Fact]
    public async Task Create_waits_for_the_operation_before_it_reads()
    {
        _lxd.On(Wire.PostPools, Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await _client.StoragePools.CreateAsync(new() { Name = "p1", Driver = "dir" }, Ct);
        Assert.Equal([Wire.PostPools, Wire.WaitOperation, Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task Create_of_a_name_that_is_taken_is_a_conflict()
    {
        const string Text = "The storage pool already exists: The record already exists";
        _lxd.On(Wire.PostPools, Reply.Error(409, Text));
        var e = await Assert.ThrowsAsync<LxdConflictException>(() => _client.StoragePools.CreateAsync(new() { Name = "p1", Driver = "dir" }, Ct));
        Assert.Equal(("POST", Wire.Pools, 409, Text), (e.Method, e.Path, e.StatusCode, e.ServerMessage));
        Assert.False(e.WriteMayHaveHappened);
    }

    [Fact]
    public async Task Create_that_cannot_be_read_back_says_that_the_object_is_there()
    {
        _lxd.On(Wire.PostPools, Reply.Created(Wire.P1)).On(Wire.GetP1, Reply.Error(403, "not authorized"));
        var e = await Assert.ThrowsAsync<LxdForbiddenException>(() => _client.StoragePools.CreateAsync(new() { Name = "p1", Driver = "dir" }, Ct));
        Assert.True(e.WriteMayHaveHappened);
    }

    [Fact]
    public async Task Create_reads_back_what_has_an_odd_name_at_its_escaped_path()
    {
        _lxd.On(Wire.PostPools, Reply.Created("/1.0/storage-pools/h%25C3%25A4")).On($"GET {Wire.Pools}/h%C3%A4%20%3F", Reply.Sync(Wire.Pool(name: "hä ?")));
        var pool = await _client.StoragePools.CreateAsync(new() { Name = "hä ?", Driver = "dir" }, Ct);
        Assert.Equal("hä ?", pool.Name);
        Assert.Contains("\"name\":\"hä ?\"", _lxd.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_value_in_the_config_is_refused_before_anything_is_sent()
    {
        var post = new StoragePoolsPost { Name = "p1", Driver = "dir", Config = new Dictionary<string, string> { ["a"] = null! } };
        await Assert.ThrowsAsync<ArgumentNullException>(() => _client.StoragePools.CreateAsync(post, Ct));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _client.StoragePools.CreateAsync(null!, Ct));
        Assert.Empty(_lxd.Lines);
    }
}
