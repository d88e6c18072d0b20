using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class RawTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    public static TheoryData<string> Verbs => ["PUT", "PATCH"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Raw_verbs_send_exactly_what_they_are_given_and_touch_nothing(string verb)
    {
        var pool = await _lxd.LoadAsync();
        pool.Description = "edited";
        _lxd.On($"{verb} {Wire.P1}", Reply.Sync(etag: Wire.ETag2));

        var reply = await SendAsync(pool, verb, new() { Config = { ["a"] = "" } }, null);

        Assert.Equal([$"{verb} {Wire.P1}"], _lxd.Lines);
        Assert.Equal("""{"config":{"a":""}}""", _lxd.Last.Body);
        Assert.Null(_lxd.Last.IfMatch);
        Assert.Equal((200, Wire.ETag2), (reply.StatusCode, reply.ETag));
        Assert.Equal("edited", pool.Description);
        Assert.Equal("1GiB", pool.Config["size"]);
        Assert.True(pool.IsDirty && pool.IsStale);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Raw_verbs_send_the_If_Match_that_is_given(string verb)
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On($"{verb} {Wire.P1}", Reply.Sync());
        await SendAsync(pool, verb, new(), "\"quoted\"");
        Assert.Equal("\"quoted\"", _lxd.Last.IfMatch);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Raw_verbs_do_not_wait_but_return_the_operation(string verb)
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On($"{verb} {Wire.P1}", Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Sync(Wire.Success));

        var reply = await SendAsync(pool, verb, new(), null);

        Assert.Equal([$"{verb} {Wire.P1}"], _lxd.Lines);
        Assert.Equal((202, Wire.OperationId), (reply.StatusCode, reply.Operation?.Id));
        await reply.WaitAsync(Ct);
        Assert.Equal(Wire.WaitOperation, _lxd.Last.Line);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_refusal_in_so_many_words_leaves_the_object_fresh(string verb)
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On($"{verb} {Wire.P1}", Reply.Error(400, "Invalid option \"bogus\""));
        await Assert.ThrowsAsync<LxdException>(() => SendAsync(pool, verb, new(), null));
        Assert.False(pool.IsStale);
    }

    [Fact]
    public async Task Sync_makes_the_object_fresh_again()
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await pool.RawPutAsync(new(), cancellationToken: Ct);
        await pool.SyncAsync(Ct);
        Assert.False(pool.IsStale);
    }

    [Fact]
    public async Task An_ETag_that_would_end_the_header_is_refused()
    {
        var pool = await _lxd.LoadAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => pool.RawPutAsync(new(), "a\r\nX-Evil: 1", Ct));
        Assert.Empty(_lxd.Lines);
        Assert.False(pool.IsStale);
    }

    private static Task<LxdReply> SendAsync(StoragePool pool, string verb, StoragePoolPut body, string? ifMatch) =>
        verb == "PUT" ? pool.RawPutAsync(body, ifMatch, Ct) : pool.RawPatchAsync(body, ifMatch, Ct);

    [Theory]
    [InlineData("é")]
    [InlineData("a\r\nHost: elsewhere")]
    public async Task An_ETag_that_is_no_header_is_refused_before_anything_is_sent(string etag)
    {
        using var lxd = new FakeLxd();
        var pool = await lxd.LoadAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => pool.RawPutAsync(new(), etag, Ct));
        Assert.Empty(lxd.Lines);
        Assert.False(pool.IsStale);
    }
}
