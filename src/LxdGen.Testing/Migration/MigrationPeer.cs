using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>The operation of another server that this one is told to connect to.</summary>
internal sealed class MigrationPeer
{
    private readonly string _operation;
    private readonly string _certificate;
    private readonly IReadOnlyDictionary<string, string> _secrets;

    /// <param name="body">What was sent of it.</param>
    public MigrationPeer(Body body)
    {
        _operation = body.Text("operation") ?? "";
        _certificate = body.Text("certificate") ?? "";
        _secrets = body.Map("secrets") ?? new Dictionary<string, string>();
    }

    public bool HasSecrets => _secrets.Count > 0;

    public void RequireSecrets()
    {
        if (MigrationChannel.All.FirstOrDefault(channel => _secrets.GetValueOrDefault(channel, "").Length == 0) is { } missing)
            throw LxdFailure.Internal($"Missing {missing} secret");
    }

    /// <summary>The certificate that the other server must have, in DER; null if none was sent.</summary>
    public byte[]? ReadCertificate()
    {
        if (_certificate.Length == 0)
            return null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(_certificate);
            return certificate.RawData;
        }
        catch (CryptographicException)
        {
            throw LxdFailure.Internal("Invalid certificate");
        }
    }

    /// <summary>Opens both websockets.</summary>
    public async Task<MigrationLink> ConnectAsync(byte[]? certificate, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(_operation, UriKind.Absolute, out var operation) || operation.Scheme != Uri.UriSchemeHttps)
            throw LxdFailure.Internal($"lookup {_operation}: no such host");
        var control = await ConnectAsync(operation, MigrationChannel.Control, certificate, cancellationToken).ConfigureAwait(false);
        try
        {
            return new MigrationLink(control, await ConnectAsync(operation, MigrationChannel.Files, certificate, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            control.Dispose();
            throw;
        }
    }

    private async Task<WebSocket> ConnectAsync(Uri operation, string channel, byte[]? certificate, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.RemoteCertificateValidationCallback = (_, theirs, _, _) => certificate is not null && theirs is not null && certificate.AsSpan().SequenceEqual(theirs.GetRawCertData());
        var uri = new UriBuilder(operation) { Scheme = Uri.UriSchemeWss, Path = $"{operation.AbsolutePath}/websocket", Query = $"secret={Uri.EscapeDataString(_secrets.GetValueOrDefault(channel, ""))}" }.Uri;
        try
        {
            await socket.ConnectAsync(uri, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (WebSocketException e)
        {
            socket.Dispose();
            throw LxdFailure.Internal(Tell(e, operation));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Tell(WebSocketException error, Uri operation) => error.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound } => $"lookup {operation.Host}: no such host",
        SocketException e => $"Unable to connect to: {operation.Authority} ([dial tcp {operation.Authority}: connect: {e.Message.ToLowerInvariant()}])",
        AuthenticationException => "x509: certificate signed by unknown authority",
        _ => "websocket: bad handshake",
    };
}
