using System.Net;
using System.Net.Http.Headers;

namespace LxdGen.Raw;

/// <summary>A body that knows whether any of it was handed to the connection.</summary>
/// <remarks>
/// A write without a body gets an empty one: <see cref="SocketsHttpHandler"/> repeats a request by itself when a kept
/// connection breaks, unless it has begun to send content. A DELETE that has arrived would be sent twice.
/// </remarks>
internal sealed class RequestContent : HttpContent
{
    private readonly byte[] _body;

    public RequestContent(byte[] body)
    {
        _body = body;
        if (body.Length > 0)
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public ReadOnlySpan<byte> Body => _body;

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
