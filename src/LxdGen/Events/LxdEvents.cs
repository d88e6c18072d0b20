using System.Diagnostics;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>What happens on the server.</summary>
/// <remarks>Thread-safe. Members are virtual, for mocks.</remarks>
[DebuggerDisplay("events")]
public class LxdEvents
{
    private readonly LxdPipeline? _pipeline;

    /// <summary>Creates events that are connected to nothing, for mocks.</summary>
    protected LxdEvents()
    {
    }

    internal LxdEvents(LxdPipeline pipeline) => _pipeline = pipeline;

    /// <summary>
    /// Reads events as they happen, from the websocket <c>GET /1.0/events</c>. The stream begins when it is first read from,
    /// does not end by itself, and each one has a connection of its own.
    /// </summary>
    /// <remarks>
    /// A lost connection is made again, at once and then after growing pauses of half a minute at most, for as long as the
    /// server cannot be reached; then an <see cref="LxdEventsMissedEvent"/> comes first. A reader who is slower than the
    /// server finds the newest <see cref="LxdEventFilter.BufferSize"/> events, and before them how many were dropped.
    /// </remarks>
    /// <param name="filter">Which events to read, null for those that the server chooses.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The events.</returns>
    /// <exception cref="ArgumentException">The filter asks for an empty type, for one project and all, or for no buffer.</exception>
    /// <exception cref="LxdConnectionException">The server cannot be reached when the stream begins.</exception>
    /// <exception cref="LxdMalformedReplyException">What came is no event.</exception>
    /// <exception cref="LxdException">The server refused, at the beginning or when the connection was made again.</exception>
    public virtual IAsyncEnumerable<LxdEvent> ReadAllAsync(LxdEventFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new LxdEventFilter();
        filter.ThrowIfUnfit(nameof(filter));
        var pipeline = _pipeline ?? throw new InvalidOperationException("These events are a mock that leads nowhere.");
        return EventStream.ReadAllAsync(pipeline, filter, cancellationToken);
    }
}
