using System.Globalization;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Two writers on one pool: what is promised, and on a real server.</summary>
public abstract class WriterTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    public async Task A_change_by_someone_else_in_between_is_a_conflict(string driver)
    {
        var pool = await CreateAsync(driver);
        var other = await AsAnotherProcessAsync(pool);
        await other.UpdateAsync(p => p.Config["user.key"] = "theirs", Token);
        pool.Config["user.key"] = "mine";

        var error = await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.SaveAsync(Token));

        Assert.Contains("config.user.key", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", pool.Config["user.key"]);
        Assert.True(pool.IsStale);
        await pool.SyncAsync(Token);
        await pool.SaveAsync(Token);
        Assert.Equal("mine", (await Lxd.StoragePools.GetAsync(pool.Name, Token)).Config["user.key"]);
    }

    [Fact]
    public async Task A_description_written_by_someone_else_in_between_is_a_conflict()
    {
        var pool = await CreateAsync("dir");
        var other = await AsAnotherProcessAsync(pool);
        other.Description = "theirs";
        await other.SaveAsync(Token);
        pool.Config["user.key"] = "mine";

        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => pool.SaveAsync(Token));

        Assert.Equal("theirs", (await Lxd.StoragePools.GetAsync(pool.Name, Token)).Description);
    }

    [Fact]
    public async Task Writers_of_one_process_lose_nothing()
    {
        var pool = await CreateAsync("dir");
        // The same socket by another name.
        await using var second = LxdClient.ConnectLocal(new() { SocketPath = Path.Combine(Path.GetDirectoryName(SocketPath)!, "..", Path.GetFileName(Path.GetDirectoryName(SocketPath)!), "unix.socket") });
        var models = new[] { pool, await Lxd.StoragePools.GetAsync(pool.Name, Token), await second.StoragePools.GetAsync(pool.Name, Token) };

        await Task.WhenAll(models.Select(async model =>
        {
            for (var i = 0; i < 20; i++)
                await model.UpdateAsync(Count, Token);
        }));

        await pool.SyncAsync(Token);
        Assert.Equal("60", pool.Config["user.count"]);
    }

    [Fact]
    public async Task Saves_of_two_processes_at_once_succeed_or_are_conflicts_and_never_mix()
    {
        var pool = await CreateAsync("dir");
        var other = await AsAnotherProcessAsync(pool);
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(pool.RollbackAsync(Token), other.RollbackAsync(Token));
            var mark = round.ToString(CultureInfo.InvariantCulture);
            (pool.Config["user.key"], pool.Description) = ($"a{mark}", $"a{mark}");
            (other.Config["user.key"], other.Description) = ($"b{mark}", $"b{mark}");

            var outcomes = await Task.WhenAll(Record.ExceptionAsync(() => pool.SaveAsync(Token)).AsTask(), Record.ExceptionAsync(() => other.SaveAsync(Token)).AsTask());

            Assert.Contains(outcomes, outcome => outcome is null);
            Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<LxdPreconditionFailedException>(outcome));
            var read = await Lxd.StoragePools.GetAsync(pool.Name, Token);
            Assert.Equal(read.Description, read.Config["user.key"]);
        }
    }

    [Fact]
    public async Task Deletes_at_once_delete_once()
    {
        var pool = await CreateAsync("dir");
        var handles = Enumerable.Range(0, 10).Select(_ => Lxd.StoragePools.Handle(pool.Name)).ToList();

        var outcomes = await Task.WhenAll(handles.Select(handle => Record.ExceptionAsync(() => handle.DeleteAsync(Token)).AsTask()));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<LxdNotFoundException>(outcome));
    }

    private static void Count(StoragePool pool) =>
        pool.Config["user.count"] = (pool.Config.TryGetValue("user.count", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) + 1 : 1).ToString(CultureInfo.InvariantCulture);
}
