using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LxdGen.Benchmarks.Http;

/// <summary>A server on a Unix socket that gives every request the same reply, and allocates nothing while it does so.</summary>
internal sealed class UnixResponder : IDisposable
{
    private static readonly byte[] EndOfRequest = "\r\n\r\n"u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen-bench-");
    private readonly byte[] _reply;

    public UnixResponder(byte[] body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nEtag: 5bd0a5fd5ff7\r\nContent-Length: {body.Length}\r\n\r\n");
        _reply = [.. Encoding.ASCII.GetBytes(head), .. body];
        SocketPath = Path.Combine(_folder.FullName, "unix.socket");
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        Start(Accept);
    }

    public string SocketPath { get; }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Start(Action work) => new Thread(() => work()) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                Start(() => Serve(connection));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: there is nobody left to serve.
        }
    }

    private void Serve(Socket connection)
    {
        using (connection)
        {
            var request = new byte[4096];
            var length = 0;
            while (connection.Receive(request.AsSpan(length)) is > 0 and var received)
            {
                length += received;
                if (!request.AsSpan(0, length).EndsWith(EndOfRequest))
                    continue;
                connection.Send(_reply);
                length = 0;
            }
        }
    }
}
