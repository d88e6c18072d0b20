using LxdGen.Raw;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Websockets over the handler that carries the requests.</summary>
public sealed class WebSocketTests : IAsyncLifetime
{
    private const string Line = $"{Wire.GetOperation}/websocket?secret=s3cret%26x";

    private EventServer _lxd = null!;

    public async ValueTask InitializeAsync() => _lxd = await EventServer.StartAsync();

    public ValueTask DisposeAsync() => _lxd.DisposeAsync();

    [Fact]
    public async Task The_secret_of_a_websocket_is_sent_and_shown_nowhere()
    {
        using var log = new LogCapture();
        using var client = _lxd.Connect(options => options.LoggerFactory = log);
        _lxd.On(Line, Reply.Error(404, "Operation not found"));

        var e = await Assert.ThrowsAsync<LxdNotFoundException>(() => new OperationsClient(client.Pipeline).ConnectAsync(Wire.OperationId, "s3cret&x", Ct));

        Assert.Equal([Line], _lxd.Lines);
        Assert.DoesNotContain("s3cret", e.ToString(), StringComparison.Ordinal);
        Assert.Equal($"/1.0/operations/{Wire.OperationId}/websocket", e.Path);
        Assert.NotEmpty(log.Entries);
        Assert.All(log.Entries, entry => Assert.DoesNotContain("s3cret", entry.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_follows_what_may_be_seen()
    {
        var request = LxdRequest.Get($"/x").Secret("secret", "s").Query("a", "b");
        Assert.Equal(("/x?a=b", "/x?a=b&secret=s", "GET /x?a=b"), (request.PathAndQuery, request.Target, request.ToString()));
    }

    [Fact]
    public async Task A_websocket_carries_frames_both_ways()
    {
        using var client = _lxd.Connect();
        using var socket = await new EventsClient(client.Pipeline).ConnectAsync("lifecycle", cancellationToken: Ct);
        await _lxd.UntilListenedToAsync();

        await socket.SendAsync("hello"u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, Ct);
        await Patience.UntilAsync(() => _lxd.Heard.Contains("hello"), "the frame");
        await _lxd.SendAsync("{}");
        var buffer = new byte[10];
        Assert.Equal(2, (await socket.ReceiveAsync(buffer, Ct)).Count);
    }

    [Fact]
    public async Task A_success_that_is_no_websocket_is_a_malformed_reply()
    {
        _lxd.Refusal = _ => Reply.Sync();
        using var client = _lxd.Connect();
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => new EventsClient(client.Pipeline).ConnectAsync(cancellationToken: Ct));
        Assert.Contains("a websocket was asked for", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_connection_exception()
    {
        using var client = LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = "/nowhere", KnownServer = AnyServer.Instance });
        await Assert.ThrowsAsync<LxdConnectionException>(() => new EventsClient(client.Pipeline).ConnectAsync(cancellationToken: Ct));
    }
}
