using System.Net.Http.Headers;

namespace LxdGen.Raw;

/// <summary>A body that is in memory.</summary>
/// <remarks>
/// A write without a body gets an empty one: <see cref="SocketsHttpHandler"/> repeats a request by itself when a kept
/// connection breaks, unless it has begun to send content. A DELETE that has arrived would be sent twice.
/// </remarks>
internal sealed class RequestContent : TrackedContent
{
    private readonly byte[] _body;

    public RequestContent(byte[] body)
    {
        _body = body;
        if (body.Length > 0)
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public ReadOnlySpan<byte> Body => _body;

    protected override Task SendAsync(Stream connection, CancellationToken cancellationToken) => connection.WriteAsync(_body, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
