using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>One reader's events: a task that takes them from the server as fast as they come, and a buffer between the two.</summary>
internal sealed class EventStream
{
    private readonly LxdPipeline _pipeline;
    private readonly LxdEventFilter _filter;
    private readonly Channel<LxdEvent> _buffer;
    private readonly Backoff _backoff;
    private long _dropped;

    private EventStream(LxdPipeline pipeline, LxdEventFilter filter)
    {
        _pipeline = pipeline;
        _filter = filter;
        _backoff = new Backoff(pipeline.Clock);
        // The server closes the connection of a client that does not keep up, so it is here that events are dropped.
        var options = new BoundedChannelOptions(filter.BufferSize) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true };
        _buffer = Channel.CreateBounded<LxdEvent>(options, dropped => Interlocked.Add(ref _dropped, (dropped as LxdEventsMissedEvent)?.Count ?? 1));
    }

    public static async IAsyncEnumerable<LxdEvent> ReadAllAsync(LxdPipeline pipeline, LxdEventFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new EventStream(pipeline, filter);
        var first = await EventSocket.ConnectAsync(pipeline, filter, pipeline.Project, cancellationToken).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filling = stream.FillAsync(first, ending.Token);
        try
        {
            while (await stream._buffer.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!stream._buffer.Reader.TryRead(out var next))
                    continue;
                if (Interlocked.Exchange(ref stream._dropped, 0) is var dropped and > 0)
                    yield return new LxdEventsMissedEvent { Count = dropped };
                yield return next;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(EventSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using (socket)
                {
                    while (await socket.ReadAsync(cancellationToken).ConfigureAwait(false) is { } next)
                        _buffer.Writer.TryWrite(next);
                }

                socket = await ReconnectAsync(cancellationToken).ConfigureAwait(false);
                _buffer.Writer.TryWrite(new LxdEventsMissedEvent());
            }
        }
        catch (Exception e)
        {
            _buffer.Writer.Complete(e);
        }
    }

    private async Task<EventSocket> ReconnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_backoff.Begin(), _pipeline.Clock, cancellationToken).ConfigureAwait(false);
            try
            {
                return await EventSocket.ConnectAsync(_pipeline, _filter, _pipeline.Project, cancellationToken).ConfigureAwait(false);
            }
            catch (LxdException e) when (e is LxdConnectionException or { StatusCode: >= 500 })
            {
                // It is on its way down or up again.
            }
        }
    }
}
