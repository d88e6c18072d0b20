using System.Diagnostics;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>A daemon that ends and comes back while it is being listened to.</summary>
public sealed class RestartTests(LxdFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly LxdFixture _fixture = fixture;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wait_ends_as_unknown_and_a_stream_goes_on()
    {
        // Only for its check that a daemon can be run here.
        await _fixture.RequireAsync();
        await using var daemon = await LxdDaemon.StartAsync(Token);
        await using var lxd = LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = daemon.SocketPath });
        var reply = await JoinToken.BeginAsync(lxd);
        var wait = reply.Operation!.WaitAsync(cancellationToken: Token);
        await using var events = lxd.Events.ReadAllAsync(new() { Types = [EventType.Lifecycle] }, Token).GetAsyncEnumerator(Token);
        var missed = FindAsync(next => next is LxdEventsMissedEvent);

        await EndAsync(daemon.Pid);
        using var second = StartAgain(daemon);
        try
        {
            var error = await Assert.ThrowsAnyAsync<LxdException>(() => wait.WaitAsync(Deadline, Token));
            Assert.IsType<LxdOutcomeUnknownException>(error);
            await missed.WaitAsync(Deadline, Token);

            var created = FindAsync(next => next is LxdLifecycleEvent { Data.Action: "storage-pool-created" });
            var pool = await lxd.StoragePools.CreateAsync(new() { Name = "p", Driver = "dir" }, Token);
            await created.WaitAsync(Deadline, Token);
            await pool.DeleteAsync(Token);
        }
        finally
        {
            await EndAsync(second.Id);
        }

        async Task FindAsync(Func<LxdEvent, bool> isIt)
        {
            while (await events.MoveNextAsync() && !isIt(events.Current))
            {
            }
        }
    }

    private static Process StartAgain(LxdDaemon daemon)
    {
        var start = new ProcessStartInfo("unshare", ["--mount", LxdAvailability.Executable!, "--group", "root"])
        {
            Environment = { ["LXD_DIR"] = daemon.Directory, ["LXD_SOCKET"] = null },
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task EndAsync(int pid)
    {
        using var kill = Process.Start("kill", ["-s", "PWR", $"{pid}"]);
        await kill.WaitForExitAsync(Token);
        var end = DateTime.UtcNow + Deadline;
        while (IsAlive(pid))
        {
            Assert.True(DateTime.UtcNow < end, "The daemon did not end.");
            await Task.Delay(50, Token);
        }
    }

    // A daemon that nobody has waited for stays a zombie. The state follows the name in parentheses.
    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
