using System.Net;
using System.Net.WebSockets;

namespace LxdGen.Raw;

// Requests whose bodies or replies are no JSON: files and websockets.
public sealed partial class LxdPipeline
{
    /// <summary>Asks for a file.</summary>
    /// <param name="request">The request, a GET.</param>
    /// <param name="cancellationToken">Ends the request until the file begins to come; the download takes tokens of its own.</param>
    /// <returns>The download, to be disposed of by the caller.</returns>
    public async Task<LxdDownload> DownloadAsync(LxdRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await CheckAsync(request, cancellationToken).ConfigureAwait(false);
        using var message = CreateMessage(request, null);
        var idle = new IdleTimer(_options.TransferIdleTimeout, _options.TimeProvider);
        try
        {
            return await LimitAsync(request, null, idle, this, (pipeline, token) => pipeline.OpenAsync(request, message, idle, token), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            idle.Dispose();
            throw;
        }
    }

    /// <summary>Sends a file. Does not wait for an operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="source">The file, sent from where it stands. It is not disposed of.</param>
    /// <param name="progress">Is told how much was sent; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request; the server may carry it out all the same.</param>
    /// <returns>The reply; any of 200, 201 and 202 is a success.</returns>
    public Task<LxdReply> UploadAsync(LxdRequest request, Stream source, IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(source);
        return WriteAsync(request, (Pipeline: this, Source: source, Progress: progress), static (sent, request, token) => sent.Pipeline.SendFileAsync(request, sent.Source, sent.Progress, token), cancellationToken);
    }

    /// <summary>Opens a websocket. It uses a connection of its own, over the same handler as every request.</summary>
    /// <param name="request">The request, a GET.</param>
    /// <param name="cancellationToken">Ends the attempt; the websocket, once it is there, lives on.</param>
    /// <returns>The open websocket, to be disposed of by the caller. It answers pings while something is being received.</returns>
    /// <exception cref="LxdException">The server refused; with the status 200 or 4xx it may be a proxy that knows no websockets.</exception>
    public Task<WebSocket> ConnectAsync(LxdRequest request, CancellationToken cancellationToken = default) =>
        ConnectAsync(request, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <param name="request">The request.</param>
    /// <param name="pingTimeout">How long the answer to a ping may take before the connection counts as broken. Only for a websocket that is always being received from: the answer is seen by nobody else.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    internal async Task<WebSocket> ConnectAsync(LxdRequest request, TimeSpan pingTimeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await CheckAsync(request, cancellationToken).ConfigureAwait(false);
        using var message = CreateMessage(request, null);
        var handshake = new WebSocketHandshake(message);
        return await LimitAsync(request, null, null, this, (pipeline, token) => pipeline.OpenAsync(request, message, handshake, pingTimeout, token), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Exchange> SendFileAsync(LxdRequest request, Stream source, IProgress<LxdProgress>? progress, CancellationToken cancellationToken)
    {
        await CheckAsync(request, cancellationToken).ConfigureAwait(false);
        using var idle = new IdleTimer(_options.TransferIdleTimeout, _options.TimeProvider);
        var content = new UploadContent(source, idle, progress);
        using var message = CreateMessage(request, content);
        // A server that refuses says so before the file is sent.
        message.Headers.ExpectContinue = true;
        try
        {
            return await LimitAsync(request, content, idle, this, (pipeline, token) => pipeline.SendAsync(request, message, token), cancellationToken).ConfigureAwait(false);
        }
        catch (LxdConnectionException) when (content.SourceFault is not null)
        {
            content.SourceFault.Throw();
            throw;
        }
    }

    private async ValueTask<WebSocket> OpenAsync(LxdRequest request, HttpRequestMessage message, WebSocketHandshake handshake, TimeSpan pingTimeout, CancellationToken cancellationToken)
    {
        var began = _options.TimeProvider.GetTimestamp();
        var response = await _transport.SendAsync(message, cancellationToken).ConfigureAwait(false);
        // The response of an open websocket is the connection, and ends with the websocket.
        using var refused = response.StatusCode == HttpStatusCode.SwitchingProtocols ? null : response;
        if (refused is not null)
        {
            using var exchange = await ReceiveAsync(request, refused, began, cancellationToken).ConfigureAwait(false);
            throw exchange.ToRefusal("a websocket");
        }

        LxdLog.Answered(_logger, request.Method, request.PathAndQuery, (int)response.StatusCode, _options.TimeProvider.GetElapsedTime(began).TotalMilliseconds);
        return await handshake.OpenAsync(response, pingTimeout, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<LxdDownload> OpenAsync(LxdRequest request, HttpRequestMessage message, IdleTimer idle, CancellationToken cancellationToken)
    {
        var began = _options.TimeProvider.GetTimestamp();
        var response = await _transport.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var isFile = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent && response.Content.Headers.ContentType?.MediaType != "application/json";
        using var refused = isFile ? null : response;
        // LXD declares the length of the file here, and sends a few words.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            throw new ServerError((int)response.StatusCode, "the range begins after the end of the file").ForReply(request, null);
        if (refused is not null)
        {
            using var exchange = await ReceiveAsync(request, refused, began, cancellationToken).ConfigureAwait(false);
            throw exchange.ToRefusal("a file");
        }

        LxdLog.Answered(_logger, request.Method, request.PathAndQuery, (int)response.StatusCode, _options.TimeProvider.GetElapsedTime(began).TotalMilliseconds);
        idle.Stop();
        return new LxdDownload(request, response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), idle);
    }
}
