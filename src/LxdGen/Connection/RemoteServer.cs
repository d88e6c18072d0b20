using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LxdGen.Raw;

/// <summary>A server that is reached over HTTPS: where it is, how it is known, and as whom.</summary>
/// <remarks>
/// HTTP/1.1 although LXD also speaks HTTP/2: websockets need it, a long upload then holds up no other request, and a
/// request that breaks tells the same of its fate as on the Unix socket.
/// </remarks>
internal sealed class RemoteServer
{
    private const int DefaultPort = 8443;

    private readonly LxdCredential _credential;
    private readonly string? _pin;

    public RemoteServer(Uri uri, LxdCredential credential, LxdClientOptions options)
    {
        Address = AddressOf(uri);
        _credential = credential;
        _pin = PinOf(options);
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address { get; }

    /// <summary>What to look at when the server refuses.</summary>
    public string Advice => _credential.Certificate is not { } certificate ? $"The request came with {_credential}."
        : $"The request came with {_credential}, valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}. `lxc config trust list` on the server shows whether it is known there, and `lxc config trust show` what it may do.";

    public HttpMessageHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate!, errors),
                // Sent whatever issuers the server names: LXD's certificates are their own.
                ClientCertificateContext = _credential.Certificate is { } own ? SslStreamCertificateContext.Create(WithUsableKey(own), null, offline: true) : null,
            },
        };
        return _credential.Token is { } token ? new BearerHandler(token, handler) : handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new LxdConnectionException($"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port} cannot be reached: {e.Message}. {Explain(e)}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Explain(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "Is LXD running there, and is its core.https_address set to this port?",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "Is the host name right?",
        _ => "Is there a network, and does no firewall keep the port closed?",
    };

    private bool IsTrusted(X509Certificate certificate, SslPolicyErrors errors)
    {
        var actual = Fingerprint.Of(certificate);
        if (_pin is null ? errors == SslPolicyErrors.None : actual == _pin)
            return true;
        throw new LxdConnectionException(_pin is null
            ? $"The certificate of {Address} is not trusted ({errors}). Its SHA-256 fingerprint is {actual}. If that is what `lxc info` shows on the server, set {nameof(LxdClientOptions)}.{nameof(LxdClientOptions.ServerFingerprint)} to it."
            : $"{Address} is not the server that was expected: the SHA-256 fingerprint of its certificate is {actual}, and {_pin} was pinned. Either the server has a new certificate, or someone else answers.");
    }

    private static string AddressOf(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException("The address of a server begins with https://.", nameof(uri));
        if (uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
            throw new ArgumentException("The address of a server is a host and perhaps a port, and nothing else.", nameof(uri));
        // A URI does not tell the port it was given from the one that its scheme implies.
        var hasPort = !uri.IsDefaultPort || uri.OriginalString.TrimEnd('/').EndsWith(":443", StringComparison.Ordinal);
        return new UriBuilder(uri) { Port = hasPort ? uri.Port : DefaultPort }.Uri.GetLeftPart(UriPartial.Authority);
    }

    private static string? PinOf(LxdClientOptions options)
    {
        var certificate = options.ServerCertificate is { } pinned ? Fingerprint.Of(pinned) : null;
        var fingerprint = options.ServerFingerprint is { } text ? Fingerprint.Parse(text, nameof(LxdClientOptions.ServerFingerprint)) : null;
        return certificate is null || fingerprint is null || certificate == fingerprint
            ? certificate ?? fingerprint
            : throw new ArgumentException($"{nameof(LxdClientOptions.ServerFingerprint)} is not that of {nameof(LxdClientOptions.ServerCertificate)}. Set one of them.", nameof(options));
    }

    // Windows cannot use a key that is in memory only, as that of a PEM is.
    private static X509Certificate2 WithUsableKey(X509Certificate2 certificate) =>
        OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null) : certificate;
}
