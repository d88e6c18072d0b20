using System.Text;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>What listens there is not LXD, or not well.</summary>
public sealed class MalformedReplyTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    public static TheoryData<string, byte[]> Bodies
    {
        get
        {
            var whole = Encoding.UTF8.GetString(Reply.Sync(Wire.Pool()).Body);
            var data = new TheoryData<string, byte[]>
            {
                { "HTML", "<html><body>It works!</body></html>"u8.ToArray() },
                { "empty", [] },
                { "white space", "  \n"u8.ToArray() },
                { "null", "null"u8.ToArray() },
                { "array", """["/1.0"]"""u8.ToArray() },
                { "string", "\"x\""u8.ToArray() },
                { "no type", """{"metadata":{}}"""u8.ToArray() },
                { "unknown type", """{"type":"maybe","metadata":{}}"""u8.ToArray() },
                { "null type", """{"type":null,"metadata":{}}"""u8.ToArray() },
                { "type a number", """{"type":1,"metadata":{}}"""u8.ToArray() },
                { "no metadata", """{"type":"sync"}"""u8.ToArray() },
                { "null metadata", """{"type":"sync","metadata":null}"""u8.ToArray() },
                { "metadata a list", """{"type":"sync","metadata":[]}"""u8.ToArray() },
                { "operation for a GET", Reply.Async(Wire.Running).Body },
                { "trailing garbage", Encoding.UTF8.GetBytes(whole + "x") },
                { "trailing document", Encoding.UTF8.GetBytes(whole + "{}") },
                { "invalid UTF-8", [.. "{\"type\":\"sync\",\"metadata\":{\"name\":\""u8, 0xC3, 0x28, .. "\"}}"u8] },
                { "cut UTF-8", [.. "{\"type\":\"sync\",\"metadata\":{\"name\":\""u8, 0xC3] },
                { "byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(whole)] },
                { "UTF-16", Encoding.Unicode.GetBytes(whole) },
                { "NULs", new byte[64] },
                { "deep arrays", Encoding.UTF8.GetBytes("{\"type\":\"sync\",\"metadata\":{\"x\":" + new string('[', 100_000)) },
                { "deep objects", Encoding.UTF8.GetBytes("{\"type\":\"sync\",\"x\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000))) },
                { "deep and closed", Encoding.UTF8.GetBytes(new string('[', 100_000) + new string(']', 100_000)) },
                { "comment", """{"type":"sync"/**/,"metadata":{}}"""u8.ToArray() },
            };
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_is_not_a_reply_of_LXD_is_one_typed_exception(string what, byte[] body)
    {
        _ = what;
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, new Reply(200, body));

        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));

        Assert.Equal(("GET", Wire.P1, 200), (e.Method, e.Path, e.StatusCode));
        Assert.Contains("GET /1.0/storage-pools/p1", e.Message, StringComparison.Ordinal);
        Assert.InRange(e.Message.Length, 1, 1000);
        Assert.DoesNotContain(e.Message, char.IsControl);
        Assert.False(e.WriteMayHaveHappened);
    }

    [Fact]
    public async Task A_reply_cut_short_anywhere_is_never_taken_for_a_whole_one()
    {
        using var client = _lxd.Connect();
        var whole = Reply.Sync(Wire.Pool("d", """{"volume.size":"1GiB"}""", more: ""","n":[1,2.5,true,null]""")).Body;
        // The last byte is the newline, without which the reply is whole.
        for (var length = 0; length < whole.Length - 1; length++)
        {
            _lxd.On(Wire.GetP1, new Reply(200, whole[..length]));
            await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
        }
    }

    [Theory]
    [InlineData("""{"name":1}""", "metadata.name")]
    [InlineData("""{"config":{"size":10}}""", "metadata.config.size")]
    [InlineData("""{"config":[]}""", "metadata.config")]
    [InlineData("""{"config":{"volume.size":["1"]}}""", "metadata.config['volume.size']")]
    [InlineData("""{"used_by":["a",2]}""", "metadata.used_by[1]")]
    [InlineData("""{"used_by":{}}""", "metadata.used_by")]
    [InlineData("""{"driver":true}""", "metadata.driver")]
    [InlineData("""{"managed":"yes"}""", "metadata.managed")]
    public async Task A_value_of_another_type_is_named_by_its_path(string metadata, string path)
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Sync(metadata));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
        Assert.Equal(path, e.JsonPath);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(502)]
    public async Task A_write_answered_by_something_else_may_have_happened(int status)
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        _lxd.OnSave(Reply.Text(status, "<h1>Bad Gateway</h1>"));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => pool.SaveAsync(Ct));
        Assert.Equal(status, e.StatusCode);
        Assert.Contains("Bad Gateway", e.Message, StringComparison.Ordinal);
        Assert.True(e.WriteMayHaveHappened && pool.IsStale && pool.IsDirty);
        Assert.Equal([Wire.GetP1, Wire.PutP1], _lxd.Lines);
    }

    [Fact]
    public async Task Metadata_before_the_type_is_read_all_the_same()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Json(200, $$"""{"metadata":{{Wire.Pool("d")}},"type":"sync"}"""));
        Assert.Equal("d", (await client.StoragePools.GetAsync("p1", Ct)).Description);
        _lxd.On(Wire.GetP1, Reply.Json(404, """{"metadata":null,"error":"Storage pool not found","error_code":404,"type":"error"}"""));
        Assert.Null(await client.StoragePools.TryGetAsync("p1", Ct));
    }
}
