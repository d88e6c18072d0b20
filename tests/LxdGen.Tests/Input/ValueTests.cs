using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Values that a newer, older or other server sends.</summary>
public sealed class ValueTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task Unknown_values_of_open_sets_are_kept()
    {
        var pool = await _lxd.LoadAsync("""{"name":"p1","driver":"quantum","status":"Pondering"}""");
        Assert.Equal("quantum", pool.Driver.Value);
        Assert.Equal("Pondering", $"{pool.Status}");
        Assert.NotEqual(StorageDriver.Dir, pool.Driver);
    }

    [Fact]
    public async Task Nulls_are_empty_and_never_null()
    {
        var pool = await _lxd.LoadAsync("""{"name":null,"driver":null,"description":null,"config":null,"used_by":null,"locations":null,"status":null,"access_entitlements":null}""");
        Assert.Empty(pool.UsedBy);
        Assert.Empty(pool.Locations);
        Assert.Empty(pool.AccessEntitlements);
        Assert.Empty(pool.Config);
        Assert.Equal(("", "", ""), (pool.Description, pool.Driver.Value, pool.Status.Value));
        Assert.False(pool.IsDirty);
    }

    [Fact]
    public async Task A_reply_without_any_field_is_a_pool_all_the_same()
    {
        var pool = await _lxd.LoadAsync("{}");
        Assert.Equal("p1", pool.Name);
        Assert.Empty(pool.Config);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"0001-01-01T00:00:00Z\"", null)]
    [InlineData("\"2024-05-01T10:00:00.123456789+02:00\"", "2024-05-01T08:00:00.1234568Z")]
    [InlineData("\"2024-05-01T10:00:00Z\"", "2024-05-01T10:00:00.0000000Z")]
    public void Gos_zero_time_is_null_and_others_are_exact_to_100_ns(string json, string? expected)
    {
        var operation = LxdGen.Json.LxdJson.Parse<OperationData>(System.Text.Encoding.UTF8.GetBytes($$"""{"created_at":{{json}}}"""));
        Assert.Equal(expected, operation.CreatedAt?.UtcDateTime.ToString("O"));
    }

    [Fact]
    public async Task Save_keeps_fields_the_schema_does_not_know()
    {
        const string Unknown = ""","newer":{"list":[1,2.5,true,null,"x"],"big":123456789012345678901234567890,"deep":{"a":{"b":{}}}},"other":null""";
        var pool = await _lxd.LoadAsync(Wire.Pool(more: Unknown));
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(more: Unknown)), Reply.Sync(Wire.Pool()));

        await pool.SaveAsync(Ct);

        Assert.Equal($$"""{"description":"","config":{"size":"2GiB","source":"/p1"}{{Unknown}}}""", _lxd.Requests[1].Body);
    }

    [Fact]
    public async Task Save_after_comparing_sends_unknown_fields_as_they_are_now()
    {
        var pool = await _lxd.LoadAsync(Wire.Pool(more: ""","newer":"old" """), etag: null);
        pool.Config["size"] = "2GiB";
        _lxd.On(Wire.GetP1, Reply.Sync(Wire.Pool(more: ""","newer":"fresh" """)), Reply.Sync(Wire.Pool())).On(Wire.PutP1, Reply.Sync());
        await pool.SaveAsync(Ct);
        Assert.Contains("\"newer\":\"fresh\"", _lxd.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_fields_of_the_envelope_are_passed_over()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Json(200, $$"""{"x":[{}],"type":"sync","status":"Success","y":{"z":[[]]},"metadata":{{Wire.Pool("d")}},"w":1e3}"""));
        Assert.Equal("d", (await client.StoragePools.GetAsync("p1", Ct)).Description);
    }
}
