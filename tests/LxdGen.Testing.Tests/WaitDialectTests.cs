using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests;

/// <summary>The SDK understands every dialect of <c>/wait</c>, where no websocket tells it more.</summary>
public sealed class WaitDialectTests : EmulatorTest
{
    public static TheoryData<LxdWaitDialect> Dialects => [.. Enum.GetValues<LxdWaitDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_failed_operation_has_the_servers_words_in_every_dialect(LxdWaitDialect dialect)
    {
        var server = await StartAsync(configure: options => options.WaitDialect = dialect);
        var volume = await VolumeAsync(server);
        RefuseEvents(server);
        server.Faults.On(IsPut).FailOperation("no space left on device");
        volume.Config["user.note"] = "x";

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.SaveAsync(Ct));

        Assert.Equal("no space left on device", e.ServerMessage);
        Assert.Contains(server.Requests, request => request.Path.EndsWith("/wait", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LxdWaitDialect.Operation, 200, "\"Running\"")]
    [InlineData(LxdWaitDialect.ErrorStatus, 500, "context deadline exceeded")]
    [InlineData(LxdWaitDialect.ErrorBody, 200, "context deadline exceeded")]
    public async Task A_wait_runs_out_by_the_emulators_clock_in_every_dialect(LxdWaitDialect dialect, int status, string body)
    {
        var clock = new FakeTimeProvider();
        var server = await StartAsync(configure: options => (options.WaitDialect, options.TimeProvider) = (dialect, clock));
        server.Faults.On(request => request.Method == "DELETE").StallOperation();
        using var http = new RawClient(server.SocketPath);
        var begun = await http.Client.DeleteAsync(new Uri("/1.0/storage-pools/fast/volumes/custom/data", UriKind.Relative), Ct);

        var wait = http.Client.GetAsync(new Uri($"{begun.Headers.Location}/wait?timeout=30", UriKind.Relative), Ct);
        await clock.DriveAsync(wait);

        var answer = await wait;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(body, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static void RefuseEvents(LxdEmulator server) => server.Faults.On(request => request.Path == "/1.0/events").Times(int.MaxValue).Answer(403, "no websockets here");
}
