using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace LxdGen.Testing.Http;

/// <summary>Kestrel on a Unix socket.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    // sun_path has 108 bytes on Linux, one of them for the end.
    private const int MaxPathBytes = 107;

    private static readonly HostEncoding Host = new();

    private readonly WebApplication _app;
    private readonly string _socketPath;

    private EmulatorHost(WebApplication app, string socketPath) => (_app, _socketPath) = (app, socketPath);

    /// <param name="socketPath">The Unix socket.</param>
    /// <param name="serve">Answers.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<EmulatorHost> StartAsync(string socketPath, RequestDelegate serve, CancellationToken cancellationToken)
    {
        Check(socketPath);
        var app = Build(kestrel => kestrel.ListenUnixSocket(socketPath), _ => { }, serve);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new EmulatorHost(app, socketPath);
    }

    /// <summary>Kestrel, not started yet.</summary>
    public static WebApplication Build(Action<KestrelServerOptions> listen, Action<SocketTransportOptions> configure, RequestDelegate serve)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = name => name == HeaderNames.Host ? Host : null;
            kestrel.Limits.MaxRequestBodySize = null;
            listen(kestrel);
        });
        builder.WebHost.UseSockets(sockets =>
        {
            // What was flushed has been sent, so that a connection can be cut after so many bytes and no fewer. Most handlers wait for
            // nothing, so they need no thread of their own: that doubles the speed.
            (sockets.MaxWriteBufferSize, sockets.UnsafePreferInlineScheduling) = (1, true);
            configure(sockets);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(10) });
        app.Run(serve);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        File.Delete(_socketPath);
    }

    private static void Check(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) is var bytes and > MaxPathBytes)
            throw new ArgumentException($"The path of the socket has {bytes} bytes, and Unix sockets take {MaxPathBytes}: {path}", nameof(path));
        if (!File.Exists(path))
            return;
        if (!IsSocket(path))
            throw new IOException($"{path} is a file, and no socket of an emulator that was not stopped. Give the emulator another path.");
        if (IsInUse(path))
            throw new IOException($"Something listens on {path} already. Give the emulator another path.");
        // Left by one that was not stopped.
        File.Delete(path);
    }

    // Sockets cannot be opened as files.
    private static bool IsSocket(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsInUse(string path)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
