using System.Net.Sockets;
using System.Text;

namespace LxdGen.Raw;

/// <summary>Finds LXD's Unix socket and connects to it.</summary>
internal sealed class LocalSocket
{
    // sun_path has 108 bytes on Linux, its terminating NUL included.
    private const int MaxPathBytes = 107;

    private readonly IReadOnlyList<Candidate> _candidates;

    private LocalSocket(IReadOnlyList<Candidate> candidates) => _candidates = candidates;

    /// <summary>Where the socket is looked for.</summary>
    public override string ToString() => "unix:" + string.Join(':', _candidates.Select(candidate => candidate.Path));

    /// <summary>The same for two sockets that lead to one file, however they were named.</summary>
    public string Identity() => "unix:" + RealPath.Of((_candidates.FirstOrDefault(candidate => File.Exists(candidate.Path)) ?? _candidates[0]).Path);

    /// <summary>The socket at the given path; else where the environment says, and nowhere else; else where LXD puts it.</summary>
    public static LocalSocket Find(string? path, Func<string, string?> environment)
    {
        if (path is not null)
            return new([new(path, $"{nameof(LxdClientOptions)}.{nameof(LxdClientOptions.SocketPath)}")]);
        if (environment("LXD_SOCKET") is { Length: > 0 } socket)
            return new([new(socket, "$LXD_SOCKET")]);
        if (environment("LXD_DIR") is { Length: > 0 } directory)
            return new([new(Path.Combine(directory, "unix.socket"), "$LXD_DIR")]);
        return new([new("/var/snap/lxd/common/lxd/unix.socket", "the snap"), new("/var/lib/lxd/unix.socket", "the system package")]);
    }

    /// <summary>Opens a connection to the first candidate where anything listens.</summary>
    /// <exception cref="LxdConnectionException">There is none; the message names each path and why.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        SocketException? last = null;
        foreach (var candidate in _candidates)
        {
            try
            {
                return await candidate.ConnectAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                last = e;
                failures.Add($"{Excerpt.OneLine(candidate.Path, 200)} (from {candidate.Origin}): {candidate.Explain(e)}");
                // A socket that is there but closed to us is the one that was meant; another would be another server.
                if (e.SocketErrorCode == SocketError.AccessDenied)
                    break;
            }
        }

        throw new LxdConnectionException($"No LXD could be reached on a Unix socket. Tried {string.Join("; ", failures)}.", last);
    }

    private sealed record Candidate(string Path, string Origin)
    {
        public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
        {
            if (WhyNoPath() is not null)
                throw new SocketException((int)SocketError.InvalidArgument);
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        public string Explain(SocketException e) => e.SocketErrorCode switch
        {
            SocketError.InvalidArgument => WhyNoPath() ?? e.Message,
            SocketError.AccessDenied => "no permission; join the group that owns the socket (usually lxd) and log in again, or run as root",
            _ when Directory.Exists(Path) => "it is a folder; the socket in LXD's folder is unix.socket",
            SocketError.ConnectionRefused => "it is there, but nobody listens (is it a socket, and is LXD running?)",
            _ when !File.Exists(Path) => "does not exist (is LXD installed and running?)",
            _ => e.Message,
        };

        private string? WhyNoPath() => Path switch
        {
            "" => "the path is empty",
            _ when Path.Contains('\0') => "the path contains a NUL character",
            _ when Encoding.UTF8.GetByteCount(Path) > MaxPathBytes => $"the path is longer than the {MaxPathBytes} bytes that a socket's path may have",
            _ => null,
        };
    }
}
