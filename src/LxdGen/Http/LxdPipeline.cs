using System.Runtime.CompilerServices;
using LxdGen.Json;
using LxdGen.Models;
using Microsoft.Extensions.Logging;

namespace LxdGen.Raw;

/// <summary>Sends requests to one LXD and turns what comes back into values and exceptions. All raw clients share it.</summary>
/// <remarks>Thread-safe. Made by <see cref="LxdClient"/>, whose life it shares.</remarks>
public sealed partial class LxdPipeline
{
    private readonly LxdTransport _transport;
    private readonly LxdClientOptions _options;
    private readonly RequestTimeouts _timeouts;
    private readonly ILogger _logger;
    private readonly OperationWatches _watches;
    private readonly OperationWaiter _waiter;
    private readonly ServerCache _server;

    internal TimeProvider Clock => _options.TimeProvider;

    internal LxdPipeline(LxdTransport transport, LxdClientOptions options)
    {
        _transport = transport;
        _options = options;
        _timeouts = new RequestTimeouts(options);
        _logger = options.LoggerFactory.CreateLogger("LxdGen.Http");
        _watches = new OperationWatches(this, options.LoggerFactory.CreateLogger("LxdGen.Operations"));
        _waiter = new OperationWaiter(_watches, new OperationPoll(new OperationsClient(this), options), options.TimeProvider);
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
        using var exchange = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (exchange.StatusCode == 404 && request.CanBeTried && await TryGetServerAsync(cancellationToken).ConfigureAwait(false) is { } server)
            request.ThrowIfUnmet(server, wasSent: true);
        return exchange.ToValue(readValue);
    }

    /// <summary>Changes something. Does not wait for an operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request; the server may carry it out all the same.</param>
    /// <returns>The reply; any of 200, 201 and 202 is a success.</returns>
    public Task<LxdReply> WriteAsync(LxdRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WriteAsync(request, this, static (pipeline, request, token) => pipeline.ExchangeAsync(request, token), cancellationToken);
    }

    private async Task<LxdReply> WriteAsync<TState>(LxdRequest request, TState state, Func<TState, LxdRequest, CancellationToken, ValueTask<Exchange>> send, CancellationToken cancellationToken)
    {
        var listener = await _watches.ExpectAsync(Project, cancellationToken).ConfigureAwait(false);
        try
        {
            using var exchange = await send(state, request, cancellationToken).ConfigureAwait(false);
            return exchange.ToReply(operation => Begun(request, operation, listener));
        }
        finally
        {
            listener?.StopExpecting();
        }
    }

    /// <summary>Listens to the news of operations, so that those of one that is begun next need not be asked for. Of use before a long job.</summary>
    internal async Task ListenAsync(CancellationToken cancellationToken) =>
        await _watches.OpenAsync(Project, cancellationToken).ConfigureAwait(false);

    private LxdOperation Begun(LxdRequest request, OperationData data, OperationSocket? listener)
    {
        var state = new OperationState(data);
        listener?.Claim(state);
        _watches.Learn(request);
        return new LxdOperation(this, state, request);
    }

    internal ValueTask<LxdServer> GetServerAsync(CancellationToken cancellationToken) => _server.GetAsync(this, cancellationToken);

    // For what an answer means that is told in any case.
    private async ValueTask<LxdServer?> TryGetServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GetServerAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdException)
        {
            return null;
        }
    }

    internal Task WaitAsync(LxdOperation operation, IProgress<LxdProgress>? progress, CancellationToken cancellationToken) =>
        _waiter.WaitAsync(operation, Project, progress, cancellationToken);

    /// <summary>Where the server is, as another server can reach it too; null for a socket.</summary>
    internal string? RemoteAddress => _transport.BaseAddress.StartsWith("https:", StringComparison.Ordinal) ? _transport.BaseAddress : null;

    /// <summary>The server's address, or its socket.</summary>
    /// <returns>Such as <c>https://lxd.example.com:8443</c>.</returns>
    public override string ToString() => RemoteAddress ?? _transport.Identity();

    /// <summary>Another pipeline to the same server, which shares everything with this one.</summary>
    internal LxdPipeline View(string? project, string? member)
    {
        var view = (LxdPipeline)MemberwiseClone();
        view.Project = project;
        view.Member = member;
        return view;
    }

    /// <summary>The view from which an object of a listing is to be addressed: its own project, and on a cluster the member that has it.</summary>
    /// <param name="project">The project that the listing gives for it, empty for none. In a project of its own, a view stays: that lists what it has from another one as its own.</param>
    /// <param name="location">The member that the listing gives for it; empty or <c>none</c> for none in particular.</param>
    internal LxdPipeline ViewOf(string project, string location)
    {
        var (itsProject, itsMember) = (Project ?? (project is "" or "default" ? null : project), location is "" or "none" ? Member : location);
        return (itsProject, itsMember) == (Project, Member) ? this : View(itsProject, itsMember);
    }

    /// <summary>Waits until no one else in this process writes to the object at this path of this server.</summary>
    internal Task<IDisposable> EnterAsync(string path, CancellationToken cancellationToken) =>
        WriteGate.EnterAsync(Identify(path), cancellationToken);

    /// <summary>Tells an object at this path of this server from any other.</summary>
    internal string Identify(string path) => $"{_transport.Identity()} {path}";

    /// <summary>Ends what goes on by itself. The rest ends with the transport.</summary>
    internal void Close() => _watches.Close();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Exchange> ExchangeAsync(LxdRequest request, CancellationToken cancellationToken)
    {
        if (_server.IsKnown || !request.CanBeTried)
            await CheckAsync(request, cancellationToken).ConfigureAwait(false);
        var content = request.IsWrite ? new RequestContent(request.Content is { } json ? LxdJson.ToUtf8(json) : []) : null;
        using var message = CreateMessage(request, content);
        return await LimitAsync(request, content, null, (Pipeline: this, Request: request, Message: message), static (sent, token) => sent.Pipeline.SendAsync(sent.Request, sent.Message, token), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CheckAsync(LxdRequest request, CancellationToken cancellationToken)
    {
        if (request.HasNeeds)
            request.ThrowIfUnmet(await GetServerAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Does what a request is for within its time, and says what became of the request when that fails.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> LimitAsync<T, TState>(LxdRequest request, TrackedContent? content, IdleTimer? idle, TState state, Func<TState, CancellationToken, ValueTask<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = idle is null ? _timeouts.Start() : (RequestTimeouts.Running?)null;
        var limit = timeout?.Source ?? idle!.Source;
        using var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            return await send(state, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFault.Cancelled(request, content?.Started, e, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            LxdLog.Broken(_logger, e, request.Method, request.PathAndQuery);
            throw ConnectionFault.Broken(request, content?.Started, e, idle is null ? nameof(LxdClientOptions.RequestTimeout) : nameof(LxdClientOptions.TransferIdleTimeout));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Exchange> SendAsync(LxdRequest request, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var began = _options.TimeProvider.GetTimestamp();
        if (message.Content is RequestContent { Body.Length: > 0 } content && _logger.IsEnabled(LogLevel.Trace))
            LxdLog.Sends(_logger, request.Method, request.PathAndQuery, Excerpt.Of(content.Body));
        using var response = await _transport.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return await ReceiveAsync(request, response, began, cancellationToken).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Exchange> ReceiveAsync(LxdRequest request, HttpResponseMessage response, long began, CancellationToken cancellationToken)
    {
        var body = await ReplyBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        LxdLog.Answered(_logger, request.Method, request.PathAndQuery, (int)response.StatusCode, _options.TimeProvider.GetElapsedTime(began).TotalMilliseconds);
        if (_logger.IsEnabled(LogLevel.Trace))
            LxdLog.Receives(_logger, request.Method, request.PathAndQuery, Excerpt.Of(body.Bytes.Span));
        return new Exchange(request, (int)response.StatusCode, Header(response, "ETag"), Header(response, "Location"), body) { Advice = _transport.Advice };
    }

    private HttpRequestMessage CreateMessage(LxdRequest request, HttpContent? content)
    {
        var message = new HttpRequestMessage(request.Method, _transport.UriOf(request.Target)) { Content = content };
        if (request.IfMatchValue is { } etag)
            message.Headers.TryAddWithoutValidation("If-Match", etag);
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    // LXD's ETags have no quotes, so the typed header properties drop them.
    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
