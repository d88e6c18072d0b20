using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LxdGen.Sockets;

/// <summary>One side of a migration as who relays has it: an operation, and its two websockets.</summary>
internal sealed class RelayedSide : IDisposable
{
    private readonly RawClient _raw;
    private readonly string _operation;

    // Tests of another project, which has no such name, use this file too.
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RelayedSide(RawClient raw, string operation) => (_raw, _operation) = (raw, operation);

    public ClientWebSocket Control { get; } = new();

    public ClientWebSocket Files { get; } = new();

    public static async Task<RelayedSide> StartAsync(string socketPath, string path, string body)
    {
        var raw = new RawClient(socketPath);
        using var content = new StringContent(body, Encoding.UTF8);
        using var response = await raw.Client.PostAsync(path, content, Ct);
        var operation = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["metadata"]!;
        var side = new RelayedSide(raw, $"/1.0/operations/{operation["id"]}");
        await side.ConnectAsync(socketPath, side.Control, $"{operation["metadata"]!["control"]}");
        await side.ConnectAsync(socketPath, side.Files, $"{operation["metadata"]!["fs"]}");
        return side;
    }

    public async Task<JsonNode> WaitAsync(int seconds) => JsonNode.Parse(await _raw.Client.GetStringAsync($"{_operation}/wait?timeout={seconds}", Ct))!["metadata"]!;

    public static async Task<byte[]> ReadAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer, Ct);
        return buffer[..read.Count];
    }

    /// <summary>Passes on what both sides say.</summary>
    public void RelayTo(RelayedSide other)
    {
        foreach (var (from, to) in new[] { (Control, other.Control), (other.Control, Control), (Files, other.Files), (other.Files, Files) })
            _ = RelayAsync(from, to);
    }

    /// <summary>Goes without a word.</summary>
    public void Dispose()
    {
        Control.Abort();
        Files.Abort();
        _raw.Dispose();
        Control.Dispose();
        Files.Dispose();
    }

    /// <summary>Cuts the websockets.</summary>
    public void Cut()
    {
        Control.Abort();
        Files.Abort();
    }

    private async Task ConnectAsync(string socketPath, ClientWebSocket socket, string secret)
    {
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), ct);
                return new NetworkStream(connection, ownsSocket: true);
            },
        }, disposeHandler: false);
        await socket.ConnectAsync(new Uri($"ws://lxd{_operation}/websocket?secret={secret}"), invoker, Ct);
    }

    private static async Task RelayAsync(ClientWebSocket from, ClientWebSocket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer.AsMemory(), Ct) is { MessageType: not WebSocketMessageType.Close } read)
            await to.SendAsync(buffer.AsMemory(0, read.Count), read.MessageType, read.EndOfMessage, Ct);
    }
}
