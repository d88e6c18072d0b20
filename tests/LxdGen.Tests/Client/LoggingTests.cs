using System.Reflection;
using LxdGen.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace LxdGen.Tests;

public sealed class LoggingTests : IDisposable
{
    private const string Secret = "hunter2hunter2";

    private readonly FakeLxd _lxd = new();
    private readonly LogCapture _log = new();

    public void Dispose()
    {
        _lxd.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task No_value_of_a_body_is_logged_at_any_level()
    {
        var secretPool = WithSecret(Wire.Pool("SECRET", """{"ceph.user.key":"SECRET","quoted":"\"SECRET\\"}""", more: ""","newer":["SECRET",{"a":"SECRET"}]"""));
        _lxd.On(Wire.PostPools, Reply.Async(WithSecret(Wire.Operation("Running", 103, more: ""","newer":"SECRET" """))));
        _lxd.On(Wire.WaitOperation, Reply.Sync(WithSecret(Wire.Success.Replace("\"metadata\":null", "\"metadata\":{\"secret\":\"SECRET\"}", StringComparison.Ordinal))));
        _lxd.On(Wire.GetP1, Reply.Sync(secretPool, Wire.ETag), Reply.Sync(secretPool, Wire.ETag), Reply.Sync(secretPool, Wire.ETag), Reply.Sync(WithSecret("""{"config":{"a":"SECRET","b":1}}""")));
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.PatchP1, Reply.Json(500, WithSecret("""{"metadata":"SECRET"""))).On(Wire.ListPools, Reply.Sync($"[{secretPool}]"));
        using var client = Connect();

        var pool = await client.StoragePools.CreateAsync(new() { Name = "p1", Driver = "dir", Description = Secret, Config = { ["ceph.user.key"] = Secret } }, Ct);
        pool.Config["other"] = $"x\"{Secret}";
        await pool.SaveAsync(Ct);
        await Assert.ThrowsAsync<LxdMalformedReplyException>(() => pool.PatchAsync(new() { Description = Secret }, Ct));
        await Assert.ThrowsAsync<LxdMalformedReplyException>(() => pool.SyncAsync(Ct));
        await client.StoragePools.AllAsync(Ct);

        Assert.NotEmpty(_log.Entries);
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains("hunter", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Entries, entry => entry.Level > LogLevel.Trace && entry.Text.Contains('{', StringComparison.Ordinal));
        Assert.Contains(_log.Entries, entry => entry.Level == LogLevel.Trace && entry.Text.Contains("\"ceph.user.key\":\"…\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_the_server_quotes_in_its_refusal_is_not_logged()
    {
        using var client = Connect();
        _lxd.On(Wire.PutP1, Reply.Error(400, $"Invalid value for option \"size\": Invalid value: {Secret}"));
        await Assert.ThrowsAsync<LxdException>(() => client.StoragePools.Handle("p1").RawPutAsync(new(), cancellationToken: Ct));
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains("hunter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_are_blanked_too()
    {
        using var client = Connect();
        _lxd.On(Wire.GetP1, Reply.Sync("""{"pin":48151623,"name":"p1"}"""));
        await client.StoragePools.GetAsync("p1", Ct);
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains("48151623", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_is_one_line_at_Debug()
    {
        using var client = Connect();
        _lxd.On(Wire.GetP1, Reply.Error(404, "Storage pool not found"));
        await client.StoragePools.TryGetAsync("p1", Ct);
        var (level, text) = Assert.Single(_log.Entries, entry => entry.Level > LogLevel.Trace);
        Assert.Equal(LogLevel.Debug, level);
        Assert.StartsWith("GET /1.0/storage-pools/p1 answered 404 in ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_is_a_warning()
    {
        using var client = LxdClient.ConnectLocal(new() { SocketPath = "/nowhere/s", LoggerFactory = _log, KnownServer = AnyServer.Instance });
        await Assert.ThrowsAsync<LxdConnectionException>(() => client.StoragePools.AllAsync(Ct));
        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Entries).Level);
    }

    /// <summary>More than one are written in an order that changes, and no two packages were the same bytes.</summary>
    [Fact]
    public void One_class_has_all_log_methods()
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Assert.Single(typeof(LxdClient).Assembly.GetTypes(), type => type.GetMethods(Any).Any(method => method.IsDefined(typeof(LoggerMessageAttribute))));
    }

    private LxdClient Connect() => _lxd.Connect(options => options.LoggerFactory = _log);

    private static string WithSecret(string json) => json.Replace("SECRET", Secret, StringComparison.Ordinal);
}
