using System.Diagnostics;

namespace LxdGen.Raw;

/// <summary>A file that a server is sending, or a part of one. To be disposed of, which ends the transfer.</summary>
/// <remarks>Not thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LxdDownload : IDisposable, IAsyncDisposable
{
    private readonly HttpResponseMessage? _response;
    private readonly IdleTimer? _idle;

    /// <summary>Creates a download, for tests.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="statusCode">The HTTP status: 200 for the whole file, 206 for a part.</param>
    /// <param name="offset">Where in the file the content begins.</param>
    /// <param name="totalLength">How long the whole file is, null if that is not known.</param>
    /// <param name="lastModified">When the file last changed, null if that is not known.</param>
    public LxdDownload(Stream content, int statusCode = 200, long offset = 0, long? totalLength = null, DateTimeOffset? lastModified = null)
    {
        Content = content;
        StatusCode = statusCode;
        Offset = offset;
        TotalLength = totalLength;
        LastModified = lastModified;
    }

    internal LxdDownload(LxdRequest request, HttpResponseMessage response, Stream content, IdleTimer idle)
        : this(new DownloadStream(content, idle, request), (int)response.StatusCode)
    {
        var headers = response.Content.Headers;
        Offset = headers.ContentRange?.From ?? 0;
        TotalLength = headers.ContentRange is { } range ? range.Length : headers.ContentLength;
        LastModified = headers.LastModified;
        _response = response;
        _idle = idle;
    }

    /// <summary>The HTTP status: 200 for the whole file, 206 for a part.</summary>
    public int StatusCode { get; }

    /// <summary>Where in the file the content begins: 0 unless it is a part.</summary>
    public long Offset { get; }

    /// <summary>How long the whole file is, in bytes; null where the server does not say.</summary>
    public long? TotalLength { get; }

    /// <summary>When the file last changed, null where the server does not say.</summary>
    public DateTimeOffset? LastModified { get; }

    /// <summary>
    /// The bytes, to be read once. A read throws <see cref="LxdConnectionException"/> when the connection breaks or stands
    /// still for <see cref="LxdClientOptions.TransferIdleTimeout"/>. It ends with this object.
    /// </summary>
    public Stream Content { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _response?.Dispose();
        _idle?.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{StatusCode}, from {Offset} of {TotalLength?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} bytes";
}
