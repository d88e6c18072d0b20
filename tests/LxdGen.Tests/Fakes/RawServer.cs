using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LxdGen.Tests.Fakes;

/// <summary>A Unix socket that speaks just enough HTTP to break it at a given byte, which no well-behaved server can do.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentBag<Socket> _connections = [];
    private readonly Func<string, string, Task<Answer>> _answer;

    public RawServer(Func<string, string, Task<Answer>> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public RawServer(params Answer[] answers)
        : this(InOrder(answers))
    {
    }

    /// <summary>What is sent back: these bytes, and then perhaps the end of the connection.</summary>
    internal sealed record Answer(byte[] Bytes, bool Close)
    {
        public static Answer Whole(Reply reply) => new(BytesOf(reply), Close: false);

        /// <summary>Only the first bytes of a reply.</summary>
        public static Answer Cut(Reply reply, int length) => new(BytesOf(reply)[..length], Close: true);

        public static byte[] BytesOf(Reply reply)
        {
            var etag = reply.ETag is null ? "" : $"ETag: {reply.ETag}\r\n";
            var head = $"HTTP/1.1 {reply.Status} X\r\nContent-Type: {reply.ContentType}\r\n{etag}Content-Length: {reply.Body.Length}\r\n\r\n";
            return [.. Encoding.ASCII.GetBytes(head), .. reply.Body];
        }
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lxd-{Guid.NewGuid():N}.socket");

    public IReadOnlyList<string> Lines => [.. _lines];

    public int Connections => _connections.Count;

    public LxdClient Connect() => LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = Path, KnownServer = AnyServer.Instance });

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
            connection.Dispose();
        File.Delete(Path);
    }

    private static Func<string, string, Task<Answer>> InOrder(Answer[] answers)
    {
        var next = 0;
        return (_, _) => Task.FromResult(answers[Interlocked.Increment(ref next) - 1]);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync();
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using var stream = new NetworkStream(connection, ownsSocket: true);
        try
        {
            while (await ReadRequestAsync(stream) is var (line, body))
            {
                // It knows no websockets.
                var isForEvents = line.StartsWith($"GET {Wire.Events}", StringComparison.Ordinal);
                if (!isForEvents)
                    _lines.Enqueue(line);
                var answer = isForEvents ? Answer.Whole(Reply.Text(400, "Bad Request")) : await _answer(line, body);
                await stream.WriteAsync(answer.Bytes);
                if (answer.Close)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private static async Task<(string Line, string Body)?> ReadRequestAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n");
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } header
            ? int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture)
            : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        return (lines[0].Replace(" HTTP/1.1", "", StringComparison.Ordinal), Encoding.UTF8.GetString(body));
    }
}
