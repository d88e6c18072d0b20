using LxdGen.Raw;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class QueryTests : IDisposable
{
    private const string Volumes = "/1.0/storage-pools/p1/volumes";

    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public QueryTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    [Theory]
    [InlineData(true, "?all-projects=true&recursion=1")]
    [InlineData(false, "?all-projects=false&recursion=1")]
    [InlineData(null, "?recursion=1")]
    public async Task A_truth_value_is_sent_as_a_word_and_null_not_at_all(bool? allProjects, string query)
    {
        _lxd.On($"GET {Volumes}{query}", Reply.Sync("[]"));
        var volumes = await new StorageVolumesClient(_client.Pipeline).ListAsync("p1", allProjects: allProjects, cancellationToken: Ct);
        Assert.Empty(volumes.Value);
    }

    [Fact]
    public async Task A_filter_is_escaped_and_its_list_may_be_of_one_type()
    {
        var line = $"GET {Volumes}/custom?project=a%26b&filter=config.user.a%20eq%20%22x%22";
        _lxd.On(line, Reply.Sync("""["/1.0/storage-pools/p1/volumes/custom/v1"]"""));
        var urls = await new StorageVolumesClient(_client.Pipeline).ListOfTypeUrlsAsync("p1", "custom", project: "a&b", filter: "config.user.a eq \"x\"", cancellationToken: Ct);
        Assert.Equal([$"{Volumes}/custom/v1"], urls.Value);
        Assert.Equal([line], _lxd.Lines);
    }

    [Fact]
    public async Task A_secret_is_sent_and_shown_nowhere()
    {
        var line = "PUT /1.0/storage-pools/p1/buckets/b1/keys/k1";
        _lxd.On(line, Reply.Sync());
        var key = new StorageBucketKeyPut { Role = StorageBucketKeyRole.ReadOnly, AccessKey = "AK", SecretKey = "SK" };
        await new StorageBucketKeysClient(_client.Pipeline).PutAsync("p1", "b1", "k1", key, cancellationToken: Ct);

        JsonAssert.Equal("""{"role":"read-only","access-key":"AK","secret-key":"SK"}""", _lxd.Last.Body);
        Assert.Equal("StorageBucketKeyPut", key.ToString());
        Assert.Equal("StorageBucketKeyData k1", new StorageBucketKeyData { Name = "k1", AccessKey = "AK", SecretKey = "SK" }.ToString());
    }
}
