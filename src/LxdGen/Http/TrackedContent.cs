using System.Net;

namespace LxdGen.Raw;

/// <summary>A body that knows whether any of it was handed to the connection.</summary>
internal abstract class TrackedContent : HttpContent
{
    public bool Started { get; private set; }

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return SendAsync(stream, cancellationToken);
    }

    /// <summary>Writes the body to the connection.</summary>
    protected abstract Task SendAsync(Stream connection, CancellationToken cancellationToken);
}
