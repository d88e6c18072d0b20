using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace LxdGen.Tests.Fakes;

/// <summary>Kestrel on a Unix socket with the part of LXD that WireMock cannot play: the websockets of events.</summary>
internal sealed class EventServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task<Reply>>> _answers = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<WebSocket, TaskCompletionSource> _listeners = new();
    private readonly ConcurrentQueue<string> _heard = new();

    private EventServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Path));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(ServeAsync);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lxd-{Guid.NewGuid():N}.socket");

    /// <summary>Method and target of each request but those for events, in order of arrival.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Where(line => !line.StartsWith($"GET {Wire.Events}", StringComparison.Ordinal))];

    /// <summary>The requests for events.</summary>
    public IReadOnlyList<string> Connects => [.. _lines.Where(line => line.StartsWith($"GET {Wire.Events}", StringComparison.Ordinal))];

    public int Listeners => _listeners.Count;

    /// <summary>What clients have sent over their websockets, which a server takes for a mistake.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>What answers the handshake instead of a websocket, null for a websocket.</summary>
    public Func<string, Reply?> Refusal { get; set; } = _ => null;

    public static async Task<EventServer> StartAsync()
    {
        var server = new EventServer();
        await server._app.StartAsync(Ct);
        return server;
    }

    public EventServer On(string line, Func<HttpContext, Task<Reply>> answer)
    {
        _answers[line] = answer;
        return this;
    }

    public EventServer On(string line, Reply reply) => On(line, _ => Task.FromResult(reply));

    public LxdClient Connect(Action<LxdClientOptions>? configure = null)
    {
        var options = new LxdClientOptions { SocketPath = Path, KnownServer = AnyServer.Instance };
        configure?.Invoke(options);
        return LxdClient.ConnectLocal(options);
    }

    public static string Event(string type, string metadata, string more = "") =>
        $$"""{"type":"{{type}}","timestamp":"2024-05-01T10:00:00.123456789Z","metadata":{{metadata}},"location":"none","project":"default"{{more}}}""";

    public Task SendOperationAsync(string operation) => SendAsync(Event("operation", operation));

    /// <summary>Sends a frame to everyone who listens.</summary>
    public async Task SendAsync(string frame)
    {
        foreach (var socket in _listeners.Keys)
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, Ct);
    }

    /// <summary>Breaks all websockets, without a word.</summary>
    public void Break()
    {
        foreach (var (socket, gone) in _listeners)
        {
            socket.Abort();
            gone.TrySetResult();
        }
    }

    public Task UntilListenedToAsync(int listeners = 1) => Patience.UntilAsync(() => Listeners == listeners, $"{listeners} listening");

    public async ValueTask DisposeAsync()
    {
        Break();
        await _app.DisposeAsync();
        File.Delete(Path);
    }

    private async Task ServeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var line = $"{context.Request.Method} {target}";
        _lines.Enqueue(line);
        var forEvents = target.StartsWith(Wire.Events, StringComparison.Ordinal);
        var refusal = forEvents ? Refusal(target) : null;
        if (forEvents && refusal is null)
            await ListenAsync(context);
        else
            await AnswerAsync(context, refusal ?? (_answers.TryGetValue(line, out var answer) ? await answer(context) : Reply.Error(418, $"nobody answers {line}")));
    }

    private static async Task AnswerAsync(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        await context.Response.Body.WriteAsync(reply.Body);
    }

    private async Task ListenAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _listeners[socket] = gone;
        try
        {
            await await Task.WhenAny(gone.Task, HearAsync(socket));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has gone.
        }
        finally
        {
            _listeners.TryRemove(socket, out _);
        }
    }

    private async Task HearAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            _heard.Enqueue(Encoding.UTF8.GetString(buffer, 0, received.Count));
    }
}
