using System.Net.Sockets;

namespace LxdGen.Conformance;

/// <summary>A Unix socket in front of a daemon's that breaks its connections after so many bytes of a body.</summary>
internal sealed class BreakingProxy : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _server;
    private readonly Queue<long> _breaks;

    private BreakingProxy(string server, IEnumerable<long> breaks)
    {
        _server = server;
        _breaks = new(breaks);
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"px-{Guid.NewGuid():N}"[..20]);

    /// <summary>How many breaks there are to come.</summary>
    public int Left => _breaks.Count;

    /// <summary>Each file that comes from the server is cut after the next of these numbers of bytes; when all are used up, none is.</summary>
    public static BreakingProxy For(string server, params long[] breaks) => new(server, breaks);

    public LxdClient Connect() => LxdClient.ConnectLocal(new LxdClientOptions { SocketPath = Path });

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        File.Delete(Path);
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var near = new NetworkStream(client, ownsSocket: true);
        try
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
            using var far = new NetworkStream(server);
            await Task.WhenAny(near.CopyToAsync(far), AnswerAsync(far, near));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // Either side has gone.
        }
    }

    private async Task AnswerAsync(NetworkStream far, NetworkStream near)
    {
        var buffer = new byte[64 * 1024];
        long? left = null;
        while (await far.ReadAsync(buffer) is var count and > 0)
        {
            var body = buffer.AsSpan(0, count).IndexOf(EndOfHead) + EndOfHead.Length;
            if (left is null && _breaks.Count > 0 && buffer.AsSpan(0, count).IndexOf("application/octet-stream"u8) >= 0)
                left = body + _breaks.Dequeue();
            var passed = (int)Math.Min(count, left ?? count);
            await near.WriteAsync(buffer.AsMemory(0, passed));
            left -= passed;
            if (left == 0)
                return;
        }
    }
}
