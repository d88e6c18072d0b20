using System.Security.Cryptography.X509Certificates;
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
    /// Sends the requests of <see cref="LxdClient.ConnectLocal"/> in place of the socket: for proxies, recorders and tests. Null uses the socket. The client
    /// does not dispose of it. It must not follow redirects or repeat requests by itself. Names of volumes to be imported are sent in a header, in UTF-8: a
    /// <see cref="SocketsHttpHandler"/> needs its RequestHeaderEncodingSelector set for those that are not ASCII.
    /// </summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>
    /// The certificate that the server must have, for <see cref="LxdClient.Connect"/>: nothing is sent to one that has
    /// another. It may be self-signed, its host name and dates are not looked at. Use
    /// <see cref="X509Certificate2.CreateFromPem(ReadOnlySpan{char})"/> for a PEM text. Where neither this nor
    /// <see cref="ServerFingerprint"/> is set, the authorities that the system trusts decide, and the host name must be right.
    /// </summary>
    public X509Certificate2? ServerCertificate { get; set; }

    /// <summary>
    /// The SHA-256 of the certificate that the server must have, in place of <see cref="ServerCertificate"/>: 64
    /// hexadecimal digits, as <c>lxc info</c> shows it on the server. Colons and case do not matter.
    /// </summary>
    public string? ServerFingerprint { get; set; }

    /// <summary>The project to work in, as <see cref="LxdClient.InProject"/> says. Null leaves it to the server, which takes <c>default</c>.</summary>
    public string? Project { get; set; }

    /// <summary>The cluster member to work on, as <see cref="LxdClient.OnMember"/> says. Null names none.</summary>
    public string? Member { get; set; }

    /// <summary>
    /// How long one request may take, from connecting to the last byte of the reply. Five minutes, since older servers
    /// answer a change only when it is done. A wait for an operation is many requests and is not limited by this.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an export or import may stand still, waiting for the server: to connect, for the next bytes, for the reply
    /// once everything is sent. Two minutes. How long the whole takes does not matter, nor how long the caller's own stream
    /// takes. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever; LXD 5.0 never answers to an archive that is cut off.
    /// </summary>
    public TimeSpan TransferIdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// What is known of the server from elsewhere. Null asks it as <see cref="LxdClient.GetServerAsync"/> does, before the
    /// first request that needs an API extension. Reads that need only <c>storage</c>, which LXD has had since 2.9, are sent
    /// without asking; they ask when they are answered with 404.
    /// </summary>
    public LxdServer? KnownServer { get; set; }

    /// <summary>The clock for timeouts and pauses.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Where the client logs to: requests at Debug, broken connections at Warning, the shape of bodies at Trace with
    /// every value blanked.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>A copy that nobody else can change any more, checked.</summary>
    internal LxdClientOptions Copy()
    {
        var copy = (LxdClientOptions)MemberwiseClone();
        if (copy.Project is not null)
            LxdName.ThrowIfNoSegment(copy.Project, nameof(Project));
        if (copy.Member is not null)
            LxdName.ThrowIfNoSegment(copy.Member, nameof(Member));
        return copy;
    }
}
