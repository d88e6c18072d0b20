using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LxdGen.Json;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>What the server answered to a change.</summary>
/// <remarks>Thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class LxdReply
{
    private readonly JsonElement _metadata;

    /// <summary>Creates a reply, for tests: of a change that is done.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="etag">The ETag, null for none.</param>
    public LxdReply(int statusCode = 200, string? etag = null)
    {
        StatusCode = statusCode;
        ETag = etag;
    }

    internal LxdReply(Exchange exchange, LxdOperation? operation, JsonElement metadata = default)
        : this(exchange.StatusCode, exchange.ETag)
    {
        _metadata = metadata;
        Location = exchange.Location;
        Operation = operation;
    }

    /// <summary>The HTTP status: 200 or 201 for a change that is done, 202 for one that has begun.</summary>
    public int StatusCode { get; }

    /// <summary>The ETag header as sent, quotes included if it has any; null where there was none.</summary>
    public string? ETag { get; }

    /// <summary>The Location header, null where there was none.</summary>
    public string? Location { get; }

    /// <summary>The operation that does the work; null if the work is done.</summary>
    public LxdOperation? Operation { get; }

    /// <summary>Waits until the server has done the work: see <see cref="LxdOperation.WaitAsync"/>. Nothing if it is done.</summary>
    /// <param name="cancellationToken">Ends the wait; the operation goes on.</param>
    /// <returns>A task that ends when the work has succeeded.</returns>
    /// <exception cref="LxdException">The operation failed or was cancelled: of the type that a refusal would have, else <see cref="LxdOperationFailedException"/>.</exception>
    /// <exception cref="LxdOutcomeUnknownException">The server has forgotten the operation, or cannot be asked any more.</exception>
    public Task WaitAsync(CancellationToken cancellationToken = default) =>
        Operation is null ? Task.CompletedTask : Operation.WaitAsync(null, cancellationToken);

    /// <summary>Reads an object that the server tells beside its success, such as the key of a new bucket. It may hold credentials.</summary>
    /// <typeparam name="T">The DTO.</typeparam>
    /// <param name="name">What the object is called in the metadata of the operation. In the reply of a change that is done, it is the whole metadata.</param>
    /// <returns>The object; null where the server tells none, or the operation has not ended or was not waited for.</returns>
    /// <exception cref="LxdMalformedReplyException">It is something else.</exception>
    public T? ReadMetadata<T>(string name)
        where T : class, ILxdJson<T>
    {
        ArgumentNullException.ThrowIfNull(name);
        var told = _metadata;
        if (Operation is { IsLoaded: true })
            Operation.Metadata.TryGetValue(name, out told);
        // Servers that have nothing to tell write null or an empty object.
        return told.ValueKind == JsonValueKind.Object && told.EnumerateObject().Any()
            ? LxdJson.Parse<T>(Encoding.UTF8.GetBytes(told.GetRawText()))
            : null;
    }

    /// <summary>The operation; where the server has done the work at once, one that has ended well.</summary>
    internal LxdOperation OperationOn(LxdPipeline pipeline) => Operation ?? LxdOperation.Done(pipeline);

    /// <inheritdoc/>
    public override string ToString() => Operation is null ? $"{StatusCode}" : $"{StatusCode}, {Operation}";
}
