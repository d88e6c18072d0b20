using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LxdGen.Benchmarks.Emulator;

/// <summary>ASP.NET Core on a Unix socket, which answers everything with the same bytes.</summary>
internal sealed class BareKestrel : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen-bench-");
    private readonly WebApplication _app;

    private BareKestrel(byte[] body)
    {
        SocketPath = Path.Combine(_folder.FullName, "unix.socket");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(SocketPath));
        _app = builder.Build();
        _app.Run(async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = body.Length;
            await http.Response.BodyWriter.WriteAsync(body);
        });
    }

    public string SocketPath { get; }

    public static async Task<BareKestrel> StartAsync(byte[] body)
    {
        var server = new BareKestrel(body);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
