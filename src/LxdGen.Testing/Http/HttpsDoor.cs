using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Testing.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace LxdGen.Testing.Http;

/// <summary>Where the server listens on HTTPS, which can change while it runs.</summary>
/// <param name="certificate">What it is known by.</param>
/// <param name="serve">Answers.</param>
internal sealed class HttpsDoor(Func<X509Certificate2> certificate, RequestDelegate serve) : IAsyncDisposable
{
    // Those of the past stay, with the connections that were made to them.
    private readonly List<WebApplication> _apps = [];
    private readonly SemaphoreSlim _turn = new(1);
    private Socket? _socket;
    private bool _isClosed;

    /// <summary>Where it can be asked on this machine; null where it does not listen.</summary>
    public Uri? Uri { get; private set; }

    /// <summary>Listens somewhere else.</summary>
    /// <param name="address">Where; empty for nowhere.</param>
    public Task MoveAsync(string address) => InTurnAsync(() => MoveAloneAsync(address));

    /// <summary>Listens on a socket that is bound already.</summary>
    public Task OpenAsync(Socket socket) => InTurnAsync(() => ListenAsync(socket));

    public async ValueTask DisposeAsync() => await InTurnAsync(CloseAsync).ConfigureAwait(false);

    // Clients may move it while the server stops.
    private async Task InTurnAsync(Func<Task> act)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_isClosed)
                await act().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ListenAsync(Socket socket)
    {
        var app = EmulatorHost.Build(kestrel => kestrel.Listen(socket.LocalEndPoint!, listen => listen.UseHttps(certificate(), Configure)), sockets => sockets.CreateBoundListenSocket = _ => socket, serve);
        (_socket, Uri) = (socket, UriOf((IPEndPoint)socket.LocalEndPoint!));
        _apps.Add(app);
        await app.StartAsync().ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        _isClosed = true;
        _socket?.Dispose();
        foreach (var app in _apps)
        {
            await app.StopAsync().ConfigureAwait(false);
            await app.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task MoveAloneAsync(string address)
    {
        var before = _socket?.LocalEndPoint as IPEndPoint;
        _socket?.Dispose();
        (_socket, Uri) = (null, null);
        try
        {
            if (address.Length > 0)
                await ListenAsync(ListenAddress.Parse(address).Bind(address)).ConfigureAwait(false);
        }
        catch (LxdFailure) when (before is not null)
        {
            // LXD goes back to where it was, and keeps the address in its config.
            await ListenAsync(ListenAddress.Bind(before)).ConfigureAwait(false);
            throw;
        }
    }

    private static Uri UriOf(IPEndPoint endPoint) => new($"https://{(endPoint.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, endPoint.Port) : endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, endPoint.Port) : endPoint)}");

    // Whose certificate is trusted is looked at with every request, for that changes while connections last.
    private static void Configure(HttpsConnectionAdapterOptions https)
    {
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.AllowAnyClientCertificate();
    }
}
