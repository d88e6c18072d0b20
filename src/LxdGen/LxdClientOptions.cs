using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LxdGen;

/// <summary>How a client reaches its server. Set before the client is made; not read again afterwards.</summary>
public sealed class LxdClientOptions
{
    /// <summary>
    /// The path of LXD's Unix socket. Null looks at <c>$LXD_SOCKET</c>, then at <c>$LXD_DIR/unix.socket</c>, and only
    /// where neither is set at the sockets of the snap and of the system package.
    /// </summary>
    public string? SocketPath { get; set; }

    /// <summary>
    /// Sends the requests in place of the socket: for proxies, recorders and tests. Null uses the socket. The client
    /// does not dispose of it. It must not follow redirects or repeat requests by itself.
    /// </summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>
    /// How long one request may take, from connecting to the last byte of the reply. Five minutes, since older servers
    /// answer a change only when it is done. A wait for an operation is many requests and is not limited by this.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What is known of the server from elsewhere. Null asks it, <c>GET /1.0</c>, before the first request that needs an
    /// API extension, and once.
    /// </summary>
    public LxdServer? KnownServer { get; set; }

    /// <summary>The clock for timeouts and pauses.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Where the client logs to: requests at Debug, broken connections at Warning, the shape of bodies at Trace with
    /// every value blanked.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal LxdClientOptions Copy() => (LxdClientOptions)MemberwiseClone();
}
