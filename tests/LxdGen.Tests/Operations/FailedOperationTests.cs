using LxdGen.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Tests;

/// <summary>Operations that end badly: the exception is the one that a refusal at once would have given.</summary>
public sealed class FailedOperationTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Theory]
    [InlineData("Create volume backup: Backup \\\"v/b0\\\" already exists", typeof(LxdConflictException))]
    [InlineData("Snapshot \\\"s1\\\" already in use", typeof(LxdConflictException))]
    [InlineData("UNIQUE constraint failed: storage_pools.name", typeof(LxdConflictException))]
    [InlineData("Storage pool not found", typeof(LxdNotFoundException))]
    [InlineData("not authorized", typeof(LxdForbiddenException))]
    [InlineData("Pool source cannot be changed when not in pending state", typeof(LxdOperationFailedException))]
    [InlineData("", typeof(LxdOperationFailedException))]
    public async Task The_text_tells_the_type_where_there_is_no_code(string text, Type type)
    {
        var e = await FailAsync(type, Reply.Sync(Wire.Operation("Failure", 400, text)));
        Assert.Equal(text.Replace("\\\"", "\"", StringComparison.Ordinal), e.ServerMessage);
    }

    [Theory]
    [InlineData(400, typeof(LxdOperationFailedException))]
    [InlineData(403, typeof(LxdForbiddenException))]
    [InlineData(404, typeof(LxdNotFoundException))]
    [InlineData(409, typeof(LxdConflictException))]
    [InlineData(412, typeof(LxdPreconditionFailedException))]
    [InlineData(500, typeof(LxdOperationFailedException))]
    public async Task The_code_tells_the_type_where_there_is_one(int code, Type type)
    {
        var e = await FailAsync(type, Reply.Sync(Wire.Operation("Failure", 400, "words", $",\"err_code\":{code}")));
        Assert.Equal(code, e.StatusCode);
    }

    [Fact]
    public async Task An_operation_that_the_server_cancelled_is_a_failure_and_not_a_lack_of_rights() =>
        await FailAsync(typeof(LxdOperationFailedException), Reply.Sync(Wire.Operation("Cancelled", 401)));

    public static TheoryData<string, Reply> Dialects => new()
    {
        { "a", Reply.Sync(Wire.Operation("Failure", 400, "Storage pool not found")) },
        { "b 404", Reply.Error(404, "Storage pool not found") },
        { "b 500", Reply.Error(500, "Storage pool not found") },
        { "c 404", Reply.Error(404, "Storage pool not found", status: 200) },
        { "c 500", Reply.Error(500, "Storage pool not found", status: 200) },
    };

    [Theory]
    [MemberData(nameof(Dialects), DisableDiscoveryEnumeration = true)]
    public async Task Every_dialect_of_wait_gives_the_same_exception(string dialect, Reply reply)
    {
        _ = dialect;
        _lxd.On(Wire.GetOperation, Reply.Sync(Wire.Operation("Failure", 400, "Storage pool not found")));
        await FailAsync(typeof(LxdNotFoundException), reply);
    }

    [Theory]
    [MemberData(nameof(Dialects), DisableDiscoveryEnumeration = true)]
    public async Task An_error_from_wait_is_not_believed_when_the_operation_has_succeeded(string dialect, Reply reply)
    {
        if (dialect == "a")
            return;
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, reply).On(Wire.GetOperation, Reply.Sync(Wire.Success)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));
        await pool.SaveAsync(Ct);
        Assert.Equal([Wire.GetP1, Wire.PutP1, Wire.WaitOperation, Wire.GetOperation, Wire.GetP1], _lxd.Lines);
    }

    public static TheoryData<string, Reply> Forgotten => new()
    {
        { "forgotten", Reply.Error(404, "Operation not found") },
        { "forbidden", Reply.Error(403, "not authorized") },
        { "another", Reply.Sync(Wire.Success.Replace(Wire.OperationId, "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal)) },
        { "garbage", Reply.Text(200, "<html>") },
    };

    [Theory]
    [MemberData(nameof(Forgotten), DisableDiscoveryEnumeration = true)]
    public async Task An_operation_that_cannot_be_asked_about_any_more_is_an_outcome_unknown(string what, Reply reply)
    {
        _ = what;
        _lxd.On(Wire.GetOperation, reply);
        var e = await FailAsync(typeof(LxdOutcomeUnknownException), reply);
        Assert.Contains("Read the object", e.Message, StringComparison.Ordinal);
    }

    private async Task<LxdException> FailAsync(Type type, Reply fromWait)
    {
        var pool = await LoadDirtyAsync();
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, fromWait);
        var e = Assert.IsAssignableFrom<LxdException>(await Record.ExceptionAsync(() => pool.SaveAsync(Ct)));
        Assert.Equal(type, e.GetType());
        Assert.Equal(Wire.OperationId, e.OperationId);
        Assert.True(e.WriteMayHaveHappened);
        Assert.True(pool.IsStale);
        Assert.Equal("config.size", Assert.Single(pool.Changes).Field);
        return e;
    }

    private async Task<StoragePool> LoadDirtyAsync()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var pool = await _lxd.LoadAsync(client: _lxd.Connect(options => options.TimeProvider = clock));
        pool.Config["size"] = "2GiB";
        return pool;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forgotten_operation_is_settled_by_what_the_server_has_and_is_unknown_otherwise(bool saved)
    {
        var pool = await _lxd.LoadAsync();
        pool.Config["user.a"] = "1";
        var now = Reply.Sync(Wire.Pool(config: saved ? """{"size":"1GiB","source":"/p1","user.a":"1"}""" : Wire.Config));
        _lxd.OnSave(Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Error(404, "Operation not found")).On(Wire.GetOperation, Reply.Error(404, "Operation not found"));
        _lxd.On(Wire.GetP1, now, now);
        var error = await Record.ExceptionAsync(() => pool.SaveAsync(Ct));
        Assert.Equal(saved ? null : typeof(LxdOutcomeUnknownException), error?.GetType());
        Assert.Equal((!saved, !saved), (pool.IsDirty, pool.IsStale));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forgotten_delete_is_settled_by_the_absence_of_the_object_only(bool gone)
    {
        var pool = await _lxd.LoadAsync();
        _lxd.On(Wire.DeleteP1, Reply.Async(Wire.Running)).On(Wire.WaitOperation, Reply.Error(404, "Operation not found")).On(Wire.GetOperation, Reply.Error(404, "Operation not found"));
        _lxd.On(Wire.GetP1, gone ? Reply.Error(404, "Storage pool not found") : Reply.Sync(Wire.Pool()));
        var error = await Record.ExceptionAsync(() => pool.DeleteAsync(Ct));
        Assert.Equal(gone ? null : typeof(LxdOutcomeUnknownException), error?.GetType());
    }
}
