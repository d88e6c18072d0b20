using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>What the server refuses, by status, and by the envelope inside a 200.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    public static TheoryData<int, Type> Codes => new()
    {
        { 400, typeof(LxdException) },
        { 401, typeof(LxdForbiddenException) },
        { 403, typeof(LxdForbiddenException) },
        { 404, typeof(LxdNotFoundException) },
        { 409, typeof(LxdConflictException) },
        { 412, typeof(LxdPreconditionFailedException) },
        { 423, typeof(LxdException) },
        { 500, typeof(LxdException) },
        { 501, typeof(LxdException) },
        { 503, typeof(LxdException) },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_refusal_is_the_right_exception_with_the_servers_words_and_the_edits_intact(int code, Type type)
    {
        foreach (var status in new[] { code, 200 })
        {
            var pool = await LoadDirtyAsync();
            _lxd.OnSave(Reply.Error(code, "the server's words", status));

            var e = Assert.IsAssignableFrom<LxdException>(await Record.ExceptionAsync(() => pool.SaveAsync(Ct)));

            Assert.Equal(type, e.GetType());
            Assert.Equal(("PUT", Wire.P1, code, "the server's words"), (e.Method, e.Path, e.StatusCode, e.ServerMessage));
            Assert.Contains("the server's words", e.Message, StringComparison.Ordinal);
            Assert.Equal("config.size", Assert.Single(pool.Changes).Field);
            Assert.Equal([Wire.GetP1, Wire.PutP1], _lxd.Lines);
        }
    }

    [Theory]
    [InlineData("Storage pool not found", typeof(LxdNotFoundException))]
    [InlineData("The record already exists", typeof(LxdConflictException))]
    [InlineData("UNIQUE constraint failed: storage_pools.name", typeof(LxdConflictException))]
    [InlineData("not authorized", typeof(LxdForbiddenException))]
    [InlineData("Storage name cannot contain white space", typeof(LxdException))]
    public async Task A_500_is_told_apart_by_its_text(string text, Type type)
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Error(500, text));
        Assert.Equal(type, (await Record.ExceptionAsync(() => pool.SaveAsync(Ct)))?.GetType());
    }

    [Fact]
    public async Task An_error_inside_a_200_that_has_no_code_is_told_by_its_text()
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Error(0, "Storage pool not found", status: 200));
        var e = await Record.ExceptionAsync(() => pool.SaveAsync(Ct));
        Assert.IsType<LxdNotFoundException>(e);
    }

    [Fact]
    public async Task A_success_envelope_under_an_error_status_is_no_success()
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Sync() with { Status = 503 });
        var e = await Assert.ThrowsAsync<LxdException>(() => pool.SaveAsync(Ct));
        Assert.Equal(503, e.StatusCode);
        Assert.True(pool.IsDirty);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Text(301, "moved") with { Location = "/1.0/storage-pools/p2" });
        await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
        Assert.Equal([Wire.GetP1], _lxd.Lines);
    }

    [Fact]
    public async Task A_read_back_that_fails_says_that_the_write_has_happened()
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Sync()).On(Wire.GetP1, Reply.Error(403, "not authorized"));
        var e = await Assert.ThrowsAsync<LxdForbiddenException>(() => pool.SaveAsync(Ct));
        Assert.True(e.WriteMayHaveHappened && pool.IsStale && pool.IsDirty);
    }

    private async Task<StoragePool> LoadDirtyAsync()
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["size"] = "2GiB";
        return pool;
    }
}
