using LxdGen.Json;
using LxdGen.Models;
using Microsoft.Extensions.Logging;

namespace LxdGen.Raw;

/// <summary>Sends requests to one LXD and turns what comes back into values and exceptions. All raw clients share it.</summary>
/// <remarks>Thread-safe. Made by <see cref="LxdClient"/>, whose life it shares.</remarks>
public sealed class LxdPipeline
{
    private readonly LxdTransport _transport;
    private readonly LxdClientOptions _options;
    private readonly ILogger _logger;
    private readonly OperationWaiter _waiter;
    private readonly ServerCache _server;

    internal LxdPipeline(LxdTransport transport, LxdClientOptions options)
    {
        _transport = transport;
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("LxdGen.Http");
        _waiter = new OperationWaiter(new OperationsClient(this), options);
        _server = new ServerCache(options.KnownServer);
        Project = options.Project;
        Member = options.Member;
    }

    /// <summary>The project that requests are made in where they can be and do not name one; null for the server's, which is <c>default</c>.</summary>
    public string? Project { get; private set; }

    /// <summary>The cluster member that requests are meant for where they can be and do not name one; null for none in particular.</summary>
    public string? Member { get; private set; }

    /// <summary>Asks for something.</summary>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="readValue">Reads it from the reply's metadata.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The value and the ETag.</returns>
    public async Task<LxdReply<T>> ReadAsync<T>(LxdRequest request, ReadValue<T> readValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(readValue);
        var exchange = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return exchange.ToValue(readValue);
    }

    /// <summary>Changes something. Does not wait for an operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request; the server may carry it out all the same.</param>
    /// <returns>The reply; any of 200, 201 and 202 is a success.</returns>
    public async Task<LxdReply> WriteAsync(LxdRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var exchange = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return exchange.ToReply(this);
    }

    internal ValueTask<LxdServer> GetServerAsync(CancellationToken cancellationToken) => _server.GetAsync(this, cancellationToken);

    internal Task WaitAsync(LxdRequest request, OperationData operation, CancellationToken cancellationToken) =>
        _waiter.WaitAsync(request, operation, cancellationToken);

    /// <summary>Another pipeline to the same server, which shares everything with this one.</summary>
    internal LxdPipeline View(string? project, string? member)
    {
        var view = (LxdPipeline)MemberwiseClone();
        view.Project = project;
        view.Member = member;
        return view;
    }

    /// <summary>Waits until no one else in this process writes to the object at this path of this server.</summary>
    internal Task<IDisposable> EnterAsync(string path, CancellationToken cancellationToken) =>
        WriteGate.EnterAsync($"{_transport.Identity()} {path}", cancellationToken);

    private async Task<Exchange> ExchangeAsync(LxdRequest request, CancellationToken cancellationToken)
    {
        if (request.HasNeeds)
            request.ThrowIfUnmet(await GetServerAsync(cancellationToken).ConfigureAwait(false));
        var content = request.IsWrite ? new RequestContent(request.Content is { } json ? LxdJson.ToUtf8(json) : []) : null;
        using var message = CreateMessage(request, content);
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _options.TimeProvider);
        using var registration = cancellationToken.UnsafeRegister(static timeout => ((CancellationTokenSource)timeout!).Cancel(), timeout);
        try
        {
            return await SendAsync(request, message, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFault.Cancelled(request, content?.Started, e, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            HttpLog.Broken(_logger, e, request.Method, request.PathAndQuery);
            throw ConnectionFault.Broken(request, content?.Started, e);
        }
    }

    private async Task<Exchange> SendAsync(LxdRequest request, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var began = _options.TimeProvider.GetTimestamp();
        if (message.Content is RequestContent { Body.Length: > 0 } content && _logger.IsEnabled(LogLevel.Trace))
            HttpLog.Sends(_logger, request.Method, request.PathAndQuery, Excerpt.Of(content.Body));
        using var response = await _transport.Invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        HttpLog.Answered(_logger, request.Method, request.PathAndQuery, (int)response.StatusCode, _options.TimeProvider.GetElapsedTime(began).TotalMilliseconds);
        if (_logger.IsEnabled(LogLevel.Trace))
            HttpLog.Receives(_logger, request.Method, request.PathAndQuery, Excerpt.Of(body));
        return new Exchange(request, (int)response.StatusCode, Header(response, "ETag"), Header(response, "Location"), body) { Advice = _transport.Advice };
    }

    private HttpRequestMessage CreateMessage(LxdRequest request, RequestContent? content)
    {
        var message = new HttpRequestMessage(request.Method, _transport.UriOf(request.PathAndQuery)) { Content = content };
        if (request.IfMatchValue is { } etag)
            message.Headers.TryAddWithoutValidation("If-Match", etag);
        return message;
    }

    // LXD's ETags have no quotes, so the typed header properties drop them.
    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
