using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace LxdGen.Tests.Fakes;

/// <summary>
/// WireMock that talks like LXD behind a proxy that knows no websockets: replies are scripted in order for one method and
/// target, requests are kept, but for those for events.
/// </summary>
internal sealed class FakeLxd : IDisposable
{
    // WireMock decodes the path, and what is escaped how is what some tests are about.
    private const string RawTarget = "X-Raw-Target";

    private readonly WireMockServer _server;
    private readonly SocketsHttpHandler _handler;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Reply>> _script = new();
    private readonly ConcurrentQueue<Received> _requests = new();

    public FakeLxd()
    {
        _server = WireMockServer.Start(new WireMockServerSettings { PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use(RecordAsync) });
        _server.Given(Request.Create()).RespondWith(Response.Create().WithCallback(AnswerAsync));
        _handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
    }

    public IReadOnlyList<Received> Requests => [.. _requests];

    /// <summary>Method and target of each request, in order of arrival.</summary>
    public IReadOnlyList<string> Lines => [.. _requests.Select(request => request.Line)];

    public Received Last => _requests.Last();

    /// <summary>Scripts the next replies to requests of this line.</summary>
    public FakeLxd On(string line, params Reply[] replies)
    {
        foreach (var reply in replies)
            _script.GetOrAdd(line, _ => new()).Enqueue(reply);
        return this;
    }

    /// <summary>Scripts what comes first when the pool of <see cref="LoadAsync"/> is saved, the read that is compared, and the reply to the PUT.</summary>
    public FakeLxd OnSave(Reply reply) => On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag)).On(Wire.PutP1, reply);

    public LxdClient Connect(Action<LxdClientOptions>? configure = null)
    {
        var options = new LxdClientOptions { Handler = _handler, KnownServer = AnyServer.Instance };
        configure?.Invoke(options);
        return LxdClient.ConnectLocal(options);
    }

    /// <summary>A pool that was read once, with the request for it forgotten.</summary>
    public async Task<StoragePool> LoadAsync(string? pool = null, string? etag = Wire.ETag, LxdClient? client = null)
    {
        On(Wire.GetP1, Reply.Sync(pool ?? Wire.Pool(), etag));
        var model = await (client ?? Connect()).StoragePools.GetAsync("p1", Ct);
        _requests.Clear();
        return model;
    }

    public void Forget() => _requests.Clear();

    public void Dispose()
    {
        _handler.Dispose();
        _server.Stop();
        _server.Dispose();
    }

    private async Task RecordAsync(HttpContext context, Func<Task> next)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Request.Body.Position = 0;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (!target.StartsWith(Wire.Events, StringComparison.Ordinal))
            _requests.Enqueue(new Received(context.Request.Method, target, headers, body));
        context.Request.Headers[RawTarget] = target;
        await next();
    }

    private async Task<IResponseMessage> AnswerAsync(IRequestMessage request)
    {
        var line = $"{request.Method} {request.Headers![RawTarget].First()}";
        var reply = _script.TryGetValue(line, out var replies) && replies.TryDequeue(out var next) ? next : Reply.Text(418, $"no reply was scripted for {line}");
        if (reply.Gate is { } gate)
            await gate();
        var response = new ResponseMessage { StatusCode = reply.Status, BodyData = new BodyData { BodyAsBytes = reply.Body, DetectedBodyType = BodyType.Bytes } };
        response.AddHeader("Content-Type", reply.ContentType);
        if (reply.ETag is { } etag)
            response.AddHeader("ETag", etag);
        if (reply.Location is { } location)
            response.AddHeader("Location", location);
        return response;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("localhost", _server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
