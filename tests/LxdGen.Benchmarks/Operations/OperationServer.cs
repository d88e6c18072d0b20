using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LxdGen.Benchmarks.Operations;

/// <summary>A server on a Unix socket that begins an operation for every POST and tells of all of them when it is told to.</summary>
internal sealed class OperationServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen-bench-");
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<WebSocket> _sockets = new();
    private int _begun;
    private int _questions;

    private OperationServer()
    {
        SocketPath = Path.Combine(_folder.FullName, "unix.socket");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(SocketPath));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(ServeAsync);
    }

    public string SocketPath { get; }

    /// <summary>How many connections for events were made.</summary>
    public int Sockets => _sockets.Count;

    /// <summary>How often the server was asked about an operation.</summary>
    public int Questions => _questions;

    public static async Task<OperationServer> StartAsync()
    {
        var server = new OperationServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The events of the last operations that were begun.</summary>
    public IReadOnlyList<byte[]> Events(int count, string status, int code) =>
        [.. Enumerable.Range(_begun - count + 1, count).Select(number => Encoding.UTF8.GetBytes(
            $$"""{"type":"operation","timestamp":"2024-05-01T10:00:01.123456789Z","metadata":{{Operation(number, status, code)}},"location":"none","project":"default"}"""))];

    public async Task SendAsync(IReadOnlyList<byte[]> events)
    {
        foreach (var socket in _sockets)
        {
            foreach (var frame in events)
                await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
            socket.Abort();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"4a2c4e2e-6d1b-4a0e-9c3c-{number:D12}");

    private static string Operation(int number, string status, int code) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":"{{Id(number)}}","class":"task","description":"Creating storage volume backup","created_at":"2024-05-01T10:00:00.123456789Z","updated_at":"2024-05-01T10:00:00.123456789Z","status":"{{status}}","status_code":{{code}},"resources":{"backups":["/1.0/storage-pools/p1/volumes/custom/v1/backups/b{{number}}"]},"metadata":null,"may_cancel":false,"err":"","location":"none"}""");

    private async Task ServeAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            _sockets.Enqueue(socket);
            await HearAsync(socket);
        }
        else if (context.Request.Method == HttpMethods.Post)
        {
            var number = Interlocked.Increment(ref _begun);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            await context.Response.WriteAsync($$"""{"type":"async","status":"Operation created","status_code":100,"operation":"/1.0/operations/{{Id(number)}}","error_code":0,"error":"","metadata":{{Operation(number, "Running", 103)}}}""");
        }
        else
        {
            Interlocked.Increment(ref _questions);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task HearAsync(WebSocket socket)
    {
        try
        {
            await socket.ReceiveAsync(new byte[16], CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The client has gone.
        }
    }
}
