using System.Diagnostics;
using System.Reflection;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>What people see in a debugger or a log line: it never throws and never asks the server.</summary>
public sealed class DisplayTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task A_model_shows_its_name_and_its_state_in_every_state()
    {
        using var client = _lxd.Connect();
        Assert.Equal("StoragePool 'p1' (not read yet)", client.StoragePools.Handle("p1").ToString());
        var pool = await _lxd.LoadAsync();
        Assert.Equal("StoragePool 'p1'", pool.ToString());
        pool.Config["size"] = "2GiB";
        Assert.StartsWith("StoragePool 'p1'", pool.ToString(), StringComparison.Ordinal);
        _lxd.On(Wire.PutP1, Reply.Sync()).On(Wire.DeleteP1, Reply.Sync());
        await pool.RawPutAsync(new(), cancellationToken: Ct);
        Assert.Equal("StoragePool 'p1' (stale)", pool.ToString());
        await pool.DeleteAsync(Ct);
        Assert.Equal("StoragePool 'p1' (deleted)", pool.ToString());
    }

    [Fact]
    public void What_is_connected_to_nothing_shows_itself_too()
    {
        Assert.Equal("StoragePool", new LonePool().ToString());
        Assert.Equal("StorageResources", new LoneResources().ToString());
        Assert.Equal("LXD at nowhere", new LoneClient().ToString());
        Assert.NotNull(new LonePools().ToString());
    }

    [Fact]
    public void Values_and_replies_show_themselves_when_they_are_empty()
    {
        Assert.Equal("", default(StorageDriver).ToString());
        Assert.Equal("200", new LxdReply().ToString());
        Assert.Equal("", default(Raw.LxdPath).ToString());
        Assert.Equal("config.a: (none) -> 'b'", new LxdChange("config.a", null, "b").ToString());
        Assert.Equal("LXD (untrusted), 0 API extensions", new LxdServer(new()).ToString());
        Assert.NotEmpty(new StoragePoolData { Name = null! }.ToString());
    }

    [Fact]
    public void Debuggers_are_told_to_use_ToString_by_every_public_model_and_DTO()
    {
        var shown = typeof(LxdClient).Assembly.GetExportedTypes().Select(type => (type, type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value)).Where(t => t.Value is not null);
        Assert.All(shown, t => Assert.All(t.Value!.Split('{')[1..], hole =>
        {
            var member = hole.Split('}')[0].Replace(",nq", "", StringComparison.Ordinal).Replace("()", "", StringComparison.Ordinal);
            Assert.NotEmpty(t.type.GetMember(member, BindingFlags.Public | BindingFlags.Instance));
        }));
    }

    private sealed class LonePool : StoragePool;

    private sealed class LoneResources : StorageResources;

    private sealed class LonePools : StoragePoolCollection;

    private sealed class LoneClient : LxdClient;
}
