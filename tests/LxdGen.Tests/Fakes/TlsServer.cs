using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LxdGen.Tests.Fakes;

/// <summary>Kestrel as LXD listens: TLS 1.3 only, HTTP/2 on offer, a certificate of its own, and any client certificate taken.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = new();

    private TlsServer(X509Certificate2 certificate, Reply reply)
    {
        Certificate = certificate;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }));
        _app = builder.Build();
        _app.Run(async context =>
        {
            var caller = context.Connection.ClientCertificate;
            _calls.Enqueue(new Call($"{context.Request.Method} {context.Request.Path}", context.Request.Protocol, caller is null ? null : FingerprintOf(caller), context.Request.Headers.Authorization));
            context.Response.StatusCode = reply.Status;
            await context.Response.Body.WriteAsync(reply.Body);
        });
    }

    internal sealed record Call(string Line, string Protocol, string? Certificate, string? Authorization);

    public X509Certificate2 Certificate { get; }

    public string Fingerprint => FingerprintOf(Certificate);

    public Uri Uri => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyList<Call> Calls => [.. _calls];

    public static async Task<TlsServer> StartAsync(Reply? reply = null)
    {
        var server = new TlsServer(NewCertificate("lxd"), reply ?? Reply.Sync(Wire.Pool()));
        await server._app.StartAsync(Ct);
        return server;
    }

    /// <summary>A certificate as LXD makes them: its own issuer, with its key in memory.</summary>
    public static X509Certificate2 NewCertificate(string name, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA384).CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), until ?? DateTimeOffset.UtcNow.AddYears(10));
    }

    public static string FingerprintOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>A client that knows the server as the options say; by its certificate if they are null.</summary>
    public LxdClient Connect(LxdCredential credential, LxdClientOptions? options = null)
    {
        options ??= new() { ServerCertificate = Certificate };
        options.KnownServer = AnyServer.Instance;
        return LxdClient.Connect(Uri, credential, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }
}
